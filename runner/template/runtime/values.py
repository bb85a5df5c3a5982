# The values that templates have beside those of Python.
#
# This text and its neighbours are run by the evaluator of model scripts, not by an interpreter. Everything lies within
# one function, which template.go puts around them: names of functions in it are free variables of the others.

class TemplateRuntimeError(Exception):
    pass


class UndefinedError(TemplateRuntimeError):
    pass


class FilterArgumentError(TemplateRuntimeError):
    pass


class Missing:
    """The value of what was not given."""


missing = Missing()


def describe(v):
    """What messages call the owner of an attribute that is not there."""
    if v is None:
        return 'None'
    name = repr(type(v))
    if name.startswith("<class '"):
        name = name[8:-2]
    return name.replace('__main__.', '') + ' object'


class Undefined:
    """A name, attribute or item that is not there: it prints as nothing, and nothing can be done with it."""

    def __init__(self, name=None, hint=None, owner=missing):
        self._undefined_name = name
        self._undefined_hint = hint
        self._undefined_obj = owner

    def _fail_with_undefined_error(self, *args, **kwargs):
        if self._undefined_hint:
            raise UndefinedError(self._undefined_hint)
        if self._undefined_obj is missing:
            raise UndefinedError(f'{self._undefined_name!r} is undefined')
        owner = describe(self._undefined_obj)
        if isinstance(self._undefined_name, str):
            raise UndefinedError(f'{owner!r} has no attribute {self._undefined_name!r}')
        raise UndefinedError(f'{owner} has no element {self._undefined_name!r}')

    def __getattr__(self, name):
        if name[:2] == '__' and name[-2:] == '__':
            raise AttributeError(name)
        self._fail_with_undefined_error()

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _fail_with_undefined_error
    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = _fail_with_undefined_error
    __mod__ = __rmod__ = __pow__ = __rpow__ = __pos__ = __neg__ = _fail_with_undefined_error
    __call__ = __getitem__ = _fail_with_undefined_error
    __lt__ = __le__ = __gt__ = __ge__ = _fail_with_undefined_error
    __int__ = __float__ = _fail_with_undefined_error

    def __eq__(self, other):
        return isinstance(other, Undefined)

    def __ne__(self, other):
        return not isinstance(other, Undefined)

    def __hash__(self):
        return 0

    def __str__(self):
        return ''

    def __len__(self):
        return 0

    def __iter__(self):
        return iter(())

    def __bool__(self):
        return False

    def __repr__(self):
        return 'Undefined'


def escape_text(s):
    return (s.replace('&', '&amp;').replace('>', '&gt;').replace('<', '&lt;')
            .replace("'", '&#39;').replace('"', '&#34;'))


def escaped(v):
    """The text of a value as it may stand in HTML."""
    if isinstance(v, str):
        return escape_text(v)
    if isinstance(v, Markup):
        return v._text
    return escape_text(str(v))


def escape(v):
    return v if isinstance(v, Markup) else Markup(escaped(v))


def is_text(v):
    return isinstance(v, str) or isinstance(v, Markup)


def text(v):
    """A text without its mark."""
    return v._text if isinstance(v, Markup) else v


def soft(v):
    return v if is_text(v) else str(v)


def unmarked(v):
    """An argument for a method of str."""
    if isinstance(v, Markup):
        return v._text
    if isinstance(v, list) or isinstance(v, tuple):
        return [text(x) for x in v]
    return v


class EscapedArgument:
    """An argument of a format, escaped when it comes into the text."""

    def __init__(self, value):
        self._value = value

    def __getitem__(self, key):
        return EscapedArgument(self._value[key])

    def __getattr__(self, name):
        return EscapedArgument(getattr(self._value, name))

    def __str__(self):
        return escaped(self._value)

    def __repr__(self):
        return escape_text(repr(self._value))

    def __int__(self):
        return int(self._value)

    def __index__(self):
        return self._value.__index__()

    def __float__(self):
        return float(self._value)

    def __format__(self, spec):
        if isinstance(self._value, Markup):
            if spec:
                raise ValueError('Unsupported format specification for Markup.')
            return self._value._text
        return escape_text(format(self._value, spec))


# Methods of str whose result is marked as their text is, and those of them with arguments to escape.
MARKED = {'capitalize', 'title', 'lower', 'upper', 'lstrip', 'rstrip', 'strip', 'translate', 'expandtabs', 'swapcase', 'zfill',
          'casefold', 'removeprefix', 'removesuffix', 'ljust', 'rjust', 'center'}
MARKED_LISTS = {'split', 'rsplit', 'splitlines', 'partition', 'rpartition'}


class Markup:
    """A text that may stand in HTML as it is. What is added to it is escaped."""

    def __init__(self, value=''):
        self._text = value._text if isinstance(value, Markup) else value if isinstance(value, str) else str(value)

    def __html__(self):
        return self

    def __str__(self):
        return self._text

    def __repr__(self):
        return f'Markup({self._text!r})'

    def __add__(self, other):
        if is_text(other):
            return Markup(self._text + escaped(other))
        return NotImplemented

    def __radd__(self, other):
        if is_text(other):
            return Markup(escaped(other) + self._text)
        return NotImplemented

    def __mul__(self, n):
        if not isinstance(n, int):
            raise TypeError(f"'{type(n).__name__}' object cannot be interpreted as an integer")
        return Markup(self._text * n)

    __rmul__ = __mul__

    def __mod__(self, value):
        if isinstance(value, tuple):
            value = tuple([markup_argument(x) for x in value])
        elif isinstance(value, dict):
            value = {k: markup_argument(v) for k, v in value.items()}
        else:
            value = (markup_argument(value),)
        return Markup(self._text % value)

    def __eq__(self, other):
        return self._text == text(other)

    def __ne__(self, other):
        return self._text != text(other)

    def __lt__(self, other):
        return self._text < text(other) if is_text(other) else NotImplemented

    def __le__(self, other):
        return self._text <= text(other) if is_text(other) else NotImplemented

    def __gt__(self, other):
        return self._text > text(other) if is_text(other) else NotImplemented

    def __ge__(self, other):
        return self._text >= text(other) if is_text(other) else NotImplemented

    def __hash__(self):
        return hash(self._text)

    def __len__(self):
        return len(self._text)

    def __iter__(self):
        return iter(self._text)

    def __contains__(self, other):
        return text(other) in self._text

    def __getitem__(self, key):
        return Markup(self._text[key])

    def __getattr__(self, name):
        try:
            method = getattr(self._text, name)
        except AttributeError:
            raise AttributeError(f"'Markup' object has no attribute {name!r}")
        if name in MARKED:
            return lambda *args: Markup(method(*[unmarked(a) for a in args]))
        if name in MARKED_LISTS:
            return lambda *args, **kw: type(method(''))([Markup(x) for x in method(*[unmarked(a) for a in args], **kw)]) \
                if name.endswith('partition') else [Markup(x) for x in method(*[unmarked(a) for a in args], **kw)]
        return lambda *args, **kw: method(*[unmarked(a) for a in args], **kw)

    def join(self, items):
        return Markup(self._text.join([escaped(x) for x in items]))

    def replace(self, old, new, count=-1):
        return Markup(self._text.replace(text(old), escaped(new), count))

    def format(self, *args, **kwargs):
        return Markup(self._text.format(*[EscapedArgument(a) for a in args], **{k: EscapedArgument(v) for k, v in kwargs.items()}))

    def format_map(self, mapping):
        return Markup(self._text.format(**{k: EscapedArgument(v) for k, v in mapping.items()}))

    def striptags(self):
        return strip_tags(self._text)

    def unescape(self):
        return unescape(self._text)


def markup_argument(v):
    """Numbers stay numbers, so that %d and %.2f work."""
    if isinstance(v, int) or isinstance(v, float):
        return v
    return EscapedArgument(v)


class Namespace:
    """An object with attributes that templates can set."""

    def __init__(self, *args, **kwargs):
        self._attrs = dict(*args, **kwargs)

    def __setitem__(self, name, value):
        self._attrs[name] = value

    def __repr__(self):
        return f'<Namespace {self._attrs!r}>'


class Cycler:
    def __init__(self, *items):
        if not items:
            raise RuntimeError('at least one item has to be provided')
        self.items = items
        self.pos = 0

    def reset(self):
        self.pos = 0

    @property
    def current(self):
        return self.items[self.pos]

    def next(self):
        v = self.items[self.pos]
        self.pos = (self.pos + 1) % len(self.items)
        return v


class Joiner:
    def __init__(self, sep=', '):
        self.sep = sep
        self.used = False

    def __call__(self):
        if not self.used:
            self.used = True
            return ''
        return self.sep


class Group:
    """A group of groupby: a pair whose parts have names."""

    def __init__(self, grouper, items):
        self.grouper = grouper
        self.list = items

    def __iter__(self):
        return iter((self.grouper, self.list))

    def __len__(self):
        return 2

    def __getitem__(self, i):
        return (self.grouper, self.list)[i]

    def __repr__(self):
        return repr((self.grouper, self.list))
