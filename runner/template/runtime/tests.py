# The tests behind "is".

def is_sequence(v):
    try:
        len(v)
    except Exception:
        return False
    return is_text(v) or isinstance(v, (list, tuple, dict, range, bytes, Group, Undefined)) or hasattr(v, '__getitem__')


def is_iterable(v):
    try:
        iter(v)
    except TypeError:
        return False
    return True


def is_number(v):
    return isinstance(v, (int, float)) or type(v).__name__ == 'Decimal'


def is_equal(a, b):
    return a == b


def is_unequal(a, b):
    return a != b


def is_greater(a, b):
    return a > b


def is_greater_or_equal(a, b):
    return a >= b


def is_less(a, b):
    return a < b


def is_less_or_equal(a, b):
    return a <= b


def is_same(v, other):
    return v is other


def is_in(v, seq):
    return v in seq


TESTS = {
    'boolean': lambda v: v is True or v is False,
    'callable': callable,
    'defined': lambda v: not isinstance(v, Undefined),
    'divisibleby': lambda v, num: v % num == 0,
    'escaped': lambda v: isinstance(v, Markup),
    'even': lambda v: v % 2 == 0,
    'false': lambda v: v is False,
    'filter': lambda v: text(v) in FILTERS,
    'float': lambda v: isinstance(v, float),
    'in': is_in,
    'integer': lambda v: isinstance(v, int) and v is not True and v is not False,
    'iterable': is_iterable,
    'lower': lambda v: str(v).islower(),
    'mapping': lambda v: isinstance(v, dict),
    'none': lambda v: v is None,
    'number': is_number,
    'odd': lambda v: v % 2 == 1,
    'sameas': is_same,
    'sequence': is_sequence,
    'string': is_text,
    'test': lambda v: text(v) in TESTS,
    'true': lambda v: v is True,
    'undefined': lambda v: isinstance(v, Undefined),
    'upper': lambda v: str(v).isupper(),
    '==': is_equal, 'eq': is_equal, 'equalto': is_equal,
    '!=': is_unequal, 'ne': is_unequal,
    '>': is_greater, 'gt': is_greater, 'greaterthan': is_greater,
    '>=': is_greater_or_equal, 'ge': is_greater_or_equal,
    '<': is_less, 'lt': is_less, 'lessthan': is_less,
    '<=': is_less_or_equal, 'le': is_less_or_equal,
}
