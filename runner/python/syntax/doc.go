// Package syntax reads Python 3.11: tokens, parser and syntax tree. It accepts and rejects what CPython does, with the
// class and the line of the error; texts of errors are close to CPython's.
package syntax
