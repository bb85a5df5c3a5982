package python

// exceptionTable lists the builtin exception classes, each with its base.
var exceptionTable = [][2]string{
	{"BaseException", ""},
	{"SystemExit", "BaseException"},
	{"KeyboardInterrupt", "BaseException"},
	{"GeneratorExit", "BaseException"},
	{"Exception", "BaseException"},
	{"ArithmeticError", "Exception"},
	{"FloatingPointError", "ArithmeticError"},
	{"OverflowError", "ArithmeticError"},
	{"ZeroDivisionError", "ArithmeticError"},
	{"AssertionError", "Exception"},
	{"AttributeError", "Exception"},
	{"BufferError", "Exception"},
	{"EOFError", "Exception"},
	{"ImportError", "Exception"},
	{"ModuleNotFoundError", "ImportError"},
	{"LookupError", "Exception"},
	{"IndexError", "LookupError"},
	{"KeyError", "LookupError"},
	{"MemoryError", "Exception"},
	{"NameError", "Exception"},
	{"UnboundLocalError", "NameError"},
	{"OSError", "Exception"},
	{"BlockingIOError", "OSError"},
	{"ChildProcessError", "OSError"},
	{"ConnectionError", "OSError"},
	{"BrokenPipeError", "ConnectionError"},
	{"ConnectionAbortedError", "ConnectionError"},
	{"ConnectionRefusedError", "ConnectionError"},
	{"ConnectionResetError", "ConnectionError"},
	{"FileExistsError", "OSError"},
	{"FileNotFoundError", "OSError"},
	{"InterruptedError", "OSError"},
	{"IsADirectoryError", "OSError"},
	{"NotADirectoryError", "OSError"},
	{"PermissionError", "OSError"},
	{"ProcessLookupError", "OSError"},
	{"TimeoutError", "OSError"},
	{"ReferenceError", "Exception"},
	{"RuntimeError", "Exception"},
	{"NotImplementedError", "RuntimeError"},
	{"RecursionError", "RuntimeError"},
	{"StopIteration", "Exception"},
	{"StopAsyncIteration", "Exception"},
	{"SyntaxError", "Exception"},
	{"IndentationError", "SyntaxError"},
	{"TabError", "IndentationError"},
	{"SystemError", "Exception"},
	{"TypeError", "Exception"},
	{"ValueError", "Exception"},
	{"UnicodeError", "ValueError"},
	{"UnicodeDecodeError", "UnicodeError"},
	{"UnicodeEncodeError", "UnicodeError"},
	{"UnicodeTranslateError", "UnicodeError"},
	{"Warning", "Exception"},
	{"BytesWarning", "Warning"},
	{"DeprecationWarning", "Warning"},
	{"EncodingWarning", "Warning"},
	{"FutureWarning", "Warning"},
	{"ImportWarning", "Warning"},
	{"PendingDeprecationWarning", "Warning"},
	{"ResourceWarning", "Warning"},
	{"RuntimeWarning", "Warning"},
	{"SyntaxWarning", "Warning"},
	{"UnicodeWarning", "Warning"},
	{"UserWarning", "Warning"},
}

// builtinExceptions is the table as types, by name.
var builtinExceptions = func() map[string]*Type {
	all := map[string]*Type{}
	for _, row := range exceptionTable {
		base := typeObject
		if row[1] != "" {
			base = all[row[1]]
		}
		all[row[0]] = newType(row[0], base)
	}
	return all
}()

// The classes this package raises or treats specially.
var (
	excBaseException  = builtinExceptions["BaseException"]
	excGeneratorExit  = builtinExceptions["GeneratorExit"]
	excException      = builtinExceptions["Exception"]
	excArithmetic     = builtinExceptions["ArithmeticError"]
	excOverflow       = builtinExceptions["OverflowError"]
	excZeroDivision   = builtinExceptions["ZeroDivisionError"]
	excAssertion      = builtinExceptions["AssertionError"]
	excAttribute      = builtinExceptions["AttributeError"]
	excImport         = builtinExceptions["ImportError"]
	excModuleNotFound = builtinExceptions["ModuleNotFoundError"]
	excIndex          = builtinExceptions["IndexError"]
	excKey            = builtinExceptions["KeyError"]
	excName           = builtinExceptions["NameError"]
	excUnboundLocal   = builtinExceptions["UnboundLocalError"]
	excRuntime        = builtinExceptions["RuntimeError"]
	excNotImplemented = builtinExceptions["NotImplementedError"]
	excStopIteration  = builtinExceptions["StopIteration"]
	excType           = builtinExceptions["TypeError"]
	excValue          = builtinExceptions["ValueError"]
	excUnicodeDecode  = builtinExceptions["UnicodeDecodeError"]
	excUnicodeEncode  = builtinExceptions["UnicodeEncodeError"]
	excOS             = builtinExceptions["OSError"]
)
