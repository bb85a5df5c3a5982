# What the translated tags and expressions call.

class Loop:
    """The special variable of a for loop; it is also what the loop iterates over."""

    def __init__(self, iterable, again=None, depth0=0):
        self._iterable = iterable
        self._iterator = iter(iterable)
        self._again = again
        self._length = None
        self._after = missing
        self._current = missing
        self._before = missing
        self._changed = missing
        self.index0 = -1
        self.depth0 = depth0

    @property
    def length(self):
        if self._length is None:
            try:
                self._length = len(self._iterable)
            except TypeError:
                rest = list(self._iterator)
                self._iterator = iter(rest)
                self._length = len(rest) + self.index0 + 1 + (self._after is not missing)
        return self._length

    def __len__(self):
        return self.length

    @property
    def depth(self):
        return self.depth0 + 1

    @property
    def index(self):
        return self.index0 + 1

    @property
    def revindex0(self):
        return self.length - self.index0 - 1

    @property
    def revindex(self):
        return self.length - self.index0

    @property
    def first(self):
        return self.index0 == 0

    def _peek(self):
        if self._after is missing:
            self._after = next(self._iterator, missing)
        return self._after

    @property
    def last(self):
        return self._peek() is missing

    @property
    def previtem(self):
        if self.index0 == 0:
            return Undefined(None, 'there is no previous item')
        return self._before

    @property
    def nextitem(self):
        v = self._peek()
        return Undefined(None, 'there is no next item') if v is missing else v

    def cycle(self, *args):
        if not args:
            raise TypeError('no items for cycling given')
        return args[self.index0 % len(args)]

    def changed(self, *value):
        if self._changed is missing or self._changed != value:
            self._changed = value
            return True
        return False

    def __iter__(self):
        return self

    def __next__(self):
        if self._after is not missing:
            v = self._after
            self._after = missing
        else:
            v = next(self._iterator)
        self.index0 += 1
        self._before = self._current
        self._current = v
        return v, self

    def __call__(self, iterable):
        if self._again is None:
            raise TypeError("The loop must have the 'recursive' marker to be called recursively.")
        return self._again(iterable, self._again, self.depth0 + 1)

    def __repr__(self):
        return f'<LoopContext {self.index}/{self.length}>'


class Macro:
    def __init__(self, function, name, arguments, catch_kwargs, catch_varargs, caller, escapes):
        self._function = function
        self._escapes = escapes
        self.name = name
        self.arguments = arguments
        self.catch_kwargs = catch_kwargs
        self.catch_varargs = catch_varargs
        self.caller = caller

    def __call__(self, *args, **kwargs):
        count = len(self.arguments)
        values = list(args[:count])
        found = 'caller' in self.arguments
        if len(values) != count:
            found = False
            for name in self.arguments[len(values):]:
                values.append(kwargs.pop(name, missing))
                if name == 'caller':
                    found = True
        if self.caller and not found:
            caller = kwargs.pop('caller', None)
            if caller is None:
                caller = Undefined('caller', 'No caller defined')
            values.append(caller)
        if self.catch_kwargs:
            values.append(kwargs)
        elif kwargs:
            if 'caller' in kwargs:
                raise TypeError(f'macro {self.name!r} was invoked with two values for the special caller argument. '
                                'This is most likely a bug.')
            raise TypeError(f'macro {self.name!r} takes no keyword argument {next(iter(kwargs))!r}')
        if self.catch_varargs:
            values.append(args[count:])
        elif len(args) > count:
            raise TypeError(f'macro {self.name!r} takes not more than {count} argument(s)')
        return mark(self._escapes, self._function(*values))

    def __repr__(self):
        return '<Macro ' + ('anonymous' if self.name is None else repr(self.name)) + '>'


class BlockReference:
    def __init__(self, function, resolve):
        self._function = function
        self._resolve = resolve

    def __call__(self):
        return Markup(self._function(self._resolve))


class TemplateReference:
    """The special variable self, which has the blocks as attributes."""

    def __init__(self, blocks, resolve):
        self._blocks = blocks
        self._resolve = resolve

    def __getitem__(self, name):
        return BlockReference(self._blocks[name], self._resolve)

    def __repr__(self):
        return '<TemplateReference None>'


def mark(escapes, s):
    return Markup(s) if escapes else s


def printed(v):
    return v if isinstance(v, str) else str(v)


def raw(v):
    """Output that is not escaped again; like str.join it takes texts only."""
    if is_text(v):
        return text(v)
    raise TypeError(f'sequence item 0: expected str instance, {type(v).__name__} found')


def concatenate(escapes, *items):
    if escapes:
        for x in items:
            if isinstance(x, Markup):
                return Markup(''.join([escaped(x) for x in items]))
    return ''.join([printed(x) for x in items])


def get_attribute(v, name):
    if isinstance(v, Namespace):
        if name in v._attrs:
            return v._attrs[name]
        return Undefined(name, None, v)
    try:
        return getattr(v, name)
    except AttributeError:
        pass
    try:
        return v[name]
    except (TypeError, LookupError, AttributeError):
        return Undefined(name, None, v)


def get_item(v, key):
    key = text(key)
    try:
        return v[key]
    except (TypeError, LookupError, AttributeError):
        if isinstance(key, str):
            if isinstance(v, Namespace):
                return get_attribute(v, key)
            try:
                return getattr(v, key)
            except AttributeError:
                pass
        return Undefined(key, None, v)


def get_method(v, name):
    f = get_attribute(v, name)
    if isinstance(v, str):
        return lambda *args, **kwargs: f(*[unmarked(a) for a in args], **{k: unmarked(a) for k, a in kwargs.items()})
    return f


def check_namespace(v):
    if not isinstance(v, Namespace):
        raise TemplateRuntimeError('cannot assign attribute on non-namespace object')


def fail(message):
    raise TemplateRuntimeError(message)


def no_loader(template):
    raise TypeError('no loader for this environment specified')


def unknown(what, name):
    def use(*args, **kwargs):
        raise TemplateRuntimeError(f'No {what} named {name!r} found.')
    return use


def resolver(data):
    """Finds the names of the template: in what it exported, in the data, in the globals."""
    def resolve(name):
        if name in variables:
            return variables[name]
        if name in data:
            return data[name]
        if name in GLOBALS:
            return GLOBALS[name]
        return Undefined(name)
    return resolve


def derived(local, resolve):
    return lambda name: local[name] if name in local else resolve(name)


variables = {}
GLOBALS = {'range': range, 'dict': dict, 'cycler': Cycler, 'joiner': Joiner, 'namespace': Namespace,
           'sanitize_for_md': sanitize_for_md}
