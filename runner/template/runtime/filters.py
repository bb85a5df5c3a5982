# The filters. Those that are told whether output is escaped take it as their first argument.

def attribute_parts(attribute):
    attribute = text(attribute)
    if attribute is None:
        return []
    if isinstance(attribute, str):
        return [int(x) if x.isdigit() else x for x in attribute.split('.')]
    return [attribute]


def attribute_getter(attribute, after=None, default=None):
    parts = attribute_parts(attribute)

    def get(item):
        for part in parts:
            item = get_item(item, part)
            if default is not None and isinstance(item, Undefined):
                item = default
        return item if after is None else after(item)
    return get


def lower_text(v):
    return text(v).lower() if is_text(v) else v


def folded(case_sensitive):
    return None if case_sensitive else lower_text


def f_attr(v, name):
    name = text(name)
    if isinstance(v, Namespace):
        return get_attribute(v, name)
    try:
        return getattr(v, name)
    except AttributeError:
        return Undefined(name, None, v)


def f_batch(items, linecount, fill_with=None):
    row = []
    for x in items:
        if len(row) == linecount:
            yield row
            row = []
        row.append(x)
    if row:
        if fill_with is not None and len(row) < linecount:
            row += [fill_with] * (linecount - len(row))
        yield row


def f_default(v, default_value='', boolean=False):
    return default_value if isinstance(v, Undefined) or boolean and not v else v


def f_dictsort(value, case_sensitive=False, by='key', reverse=False):
    if by not in ('key', 'value'):
        raise FilterArgumentError('You can only sort by either "key" or "value"')
    at = 0 if by == 'key' else 1
    return sorted(value.items(), key=lambda item: item[at] if case_sensitive else lower_text(item[at]), reverse=reverse)


def f_filesizeformat(value, binary=False):
    size = float(text(value))
    base = 1024 if binary else 1000
    if size == 1:
        return '1 Byte'
    if size < base:
        return f'{int(size)} Bytes'
    unit = base
    for prefix in 'kMGTPEZY':
        unit *= base
        if size < unit:
            break
    if binary:
        prefix = prefix.upper() + 'i'
    return f'{base * size / unit:.1f} {prefix}B'


def f_first(items):
    for x in items:
        return x
    return Undefined(None, 'No first item, sequence was empty.')


def f_last(items):
    for x in () if isinstance(items, Undefined) else reversed(items):
        return x
    return Undefined(None, 'No last item, sequence was empty.')


def f_float(value, default=0.0):
    try:
        return float(text(value))
    except (TypeError, ValueError):
        return default


def f_forceescape(v):
    return Markup(escape_text(text(soft(v))))


def f_format(value, *args, **kwargs):
    if args and kwargs:
        raise FilterArgumentError("can't handle positional and keyword arguments at the same time")
    return soft(value) % (kwargs or args)


def f_groupby(value, attribute, default=None, case_sensitive=False):
    key = attribute_getter(attribute, folded(case_sensitive), default)
    groups = []
    last = missing
    for x in sorted(value, key=key):
        k = key(x)
        if last is missing or k != last:
            groups.append((k, []))
            last = k
        groups[-1][1].append(x)
    if not case_sensitive:
        shown = attribute_getter(attribute, None, default)
        groups = [(shown(items[0]), items) for _, items in groups]
    return [Group(k, items) for k, items in groups]


def f_indent(s, width=4, first=False, blank=False):
    indention = width if is_text(width) else ' ' * width
    newline = '\n'
    if isinstance(s, Markup):
        indention = Markup(indention)
        newline = Markup(newline)
    s += newline
    lines = s.splitlines()
    if blank:
        out = (newline + indention).join(lines)
    else:
        out = lines[0]
        if len(lines) > 1:
            out = out + newline + newline.join([indention + line if line else line for line in lines[1:]])
    return indention + out if first else out


def f_int(value, default=0, base=10):
    value = text(value)
    try:
        return int(value, base) if isinstance(value, str) else int(value)
    except (TypeError, ValueError):
        try:
            return int(float(value))
        except (TypeError, ValueError, OverflowError):
            return default


def f_items(value):
    if isinstance(value, Undefined):
        return
    if not isinstance(value, dict):
        raise TypeError('Can only get item pairs from a mapping.')
    yield from value.items()


def f_join(escapes, value, d='', attribute=None):
    if attribute is not None:
        get = attribute_getter(attribute)
        value = [get(x) for x in value]
    if not escapes:
        return str(d).join([str(x) for x in value])
    if isinstance(d, Markup):
        return d.join([soft(x) for x in value])
    value = list(value)
    for x in value:
        if isinstance(x, Markup):
            return escape(d).join([soft(x) for x in value])
    return str(d).join([str(x) for x in value])


def f_map(escapes, value, *args, **kwargs):
    if not args and 'attribute' in kwargs:
        attribute = kwargs.pop('attribute')
        default = kwargs.pop('default', None)
        if kwargs:
            raise FilterArgumentError(f'Unexpected keyword argument {next(iter(kwargs))!r}')
        if value:
            apply = attribute_getter(attribute, None, default)
            for x in value:
                yield apply(x)
        return
    if value:
        if not args:
            raise FilterArgumentError('map requires a filter argument')
        name = args[0]
        apply = named(FILTERS, 'filter', name)
        given = (escapes,) if name in ESCAPING else ()
        for x in value:
            yield apply(*given, x, *args[1:], **kwargs)


def named(table, what, name):
    name = text(name)
    try:
        found = table.get(name)
    except TypeError:
        found = None
    if found is None:
        message = f'No {what} named {name!r}.'
        if isinstance(name, Undefined):
            try:
                name._fail_with_undefined_error()
            except UndefinedError as e:
                message = f'{message} ({e}; did you forget to quote the callable name?)'
        raise TemplateRuntimeError(message)
    return found


def extreme(value, choose, case_sensitive, attribute):
    items = list(value)
    if not items:
        return Undefined(None, 'No aggregated item, sequence was empty.')
    return choose(items, key=attribute_getter(attribute, folded(case_sensitive)))


def f_max(value, case_sensitive=False, attribute=None):
    return extreme(value, max, case_sensitive, attribute)


def f_min(value, case_sensitive=False, attribute=None):
    return extreme(value, min, case_sensitive, attribute)


def f_random(seq):
    try:
        return random.choice(seq)
    except IndexError:
        return Undefined(None, 'No random item, sequence was empty.')


def chooser(args, kwargs, with_attribute):
    get = None
    if with_attribute:
        if not args:
            raise FilterArgumentError('Missing parameter for attribute name')
        get = attribute_getter(args[0])
        args = args[1:]
    test = bool
    if args:
        apply = named(TESTS, 'test', args[0])
        args = args[1:]
        test = lambda x: apply(x, *args, **kwargs)
    return lambda x: test(x if get is None else get(x))


def f_select(value, *args, **kwargs):
    yield from chosen(value, args, kwargs, False, True)


def f_reject(value, *args, **kwargs):
    yield from chosen(value, args, kwargs, False, False)


def f_selectattr(value, *args, **kwargs):
    yield from chosen(value, args, kwargs, True, True)


def f_rejectattr(value, *args, **kwargs):
    yield from chosen(value, args, kwargs, True, False)


def chosen(value, args, kwargs, with_attribute, wanted):
    if value:
        holds = chooser(args, kwargs, with_attribute)
        for x in value:
            if bool(holds(x)) == wanted:
                yield x


def f_replace(escapes, s, old, new, count=None):
    if count is None:
        count = -1
    if not escapes:
        return str(s).replace(str(old), str(new), count)
    if isinstance(old, Markup) or isinstance(new, Markup) and not isinstance(s, Markup):
        s = escape(s)
    else:
        s = soft(s)
    if isinstance(s, Markup):
        return s.replace(soft(old), soft(new), count)
    return s.replace(text(soft(old)), text(soft(new)), count)


def f_reverse(value):
    if is_text(value):
        return value[::-1]
    try:
        return reversed(() if isinstance(value, Undefined) else value)
    except TypeError:
        try:
            items = list(value)
        except TypeError:
            raise FilterArgumentError('argument must be iterable')
        items.reverse()
        return items


def f_round(value, precision=0, method='common'):
    if method not in ('common', 'ceil', 'floor'):
        raise FilterArgumentError('method must be common, ceil or floor')
    if method == 'common':
        return round(value, precision)
    return (math.ceil if method == 'ceil' else math.floor)(value * (10**precision)) / (10**precision)


def f_slice(value, slices, fill_with=None):
    items = list(value)
    size = len(items) // slices
    longer = len(items) % slices
    start = 0
    for i in range(slices):
        end = start + size + (1 if i < longer else 0)
        column = items[start:end]
        if fill_with is not None and i >= longer:
            column.append(fill_with)
        yield column
        start = end


def f_sort(value, reverse=False, case_sensitive=False, attribute=None):
    attributes = text(attribute)
    attributes = attributes.split(',') if isinstance(attributes, str) else [attributes]
    keys = [attribute_getter(a, folded(case_sensitive)) for a in attributes]
    return sorted(value, key=lambda x: [k(x) for k in keys], reverse=reverse)


def strip_tags(s):
    for opening, closing in (('<!--', '-->'), ('<', '>')):
        out = []
        at = 0
        start = s.find(opening)
        while start >= 0:
            end = s.find(closing, start)
            if end < 0:
                break
            out.append(s[at:start])
            at = end + len(closing)
            start = s.find(opening, at)
        s = ''.join(out) + s[at:]
    return unescape(' '.join(s.split()))


def f_striptags(value):
    return strip_tags(text(soft(value)))


def f_sum(items, attribute=None, start=0):
    if attribute is not None:
        get = attribute_getter(attribute)
        items = [get(x) for x in items]
    return sum(items, start)


def f_title(s):
    return ''.join([part[0].upper() + part[1:].lower() for part in re.split(r'([-\s({\[<]+)', text(soft(s))) if part])


def json_default(v):
    if isinstance(v, Markup):
        return v._text
    raise TypeError(f'Object of type {type(v).__name__} is not JSON serializable')


def f_tojson(value, indent=None):
    s = json.dumps(value, sort_keys=True, indent=indent, default=json_default)
    return Markup(s.replace('<', '\\u003c').replace('>', '\\u003e').replace('&', '\\u0026').replace("'", '\\u0027'))


def f_truncate(s, length=255, killwords=False, end='...', leeway=None):
    if leeway is None:
        leeway = 5
    assert length >= len(end), f'expected length >= {len(end)}, got {length}'
    assert leeway >= 0, f'expected leeway >= 0, got {leeway}'
    if len(s) <= length + leeway:
        return s
    s = s[:length - len(end)]
    return s + end if killwords else s.rsplit(' ', 1)[0] + end


def f_unique(value, case_sensitive=False, attribute=None):
    get = attribute_getter(attribute, folded(case_sensitive))
    seen = set()
    for x in value:
        key = get(x)
        if key not in seen:
            seen.add(key)
            yield x


SAFE = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~'


def url_quote(v, query=False):
    s = v if isinstance(v, bytes) else str(v).encode('utf-8')
    out = []
    for b in s:
        c = chr(b)
        if c in SAFE or c == '/' and not query:
            out.append(c)
        elif c == ' ' and query:
            out.append('+')
        else:
            out.append(f'%{b:02X}')
    return ''.join(out)


def f_urlencode(value):
    if is_text(value) or isinstance(value, bytes) or not is_iterable(value):
        return url_quote(value)
    items = value.items() if isinstance(value, dict) else value
    return '&'.join([f'{url_quote(k, True)}={url_quote(v, True)}' for k, v in items])


def f_wordcount(s):
    return len(re.findall(r'\w+', text(soft(s))))


def f_wordwrap(s, width=79, break_long_words=True, wrapstring=None, break_on_hyphens=True):
    if wrapstring is None:
        wrapstring = '\n'
    return wrapstring.join([wrapstring.join(textwrap.wrap(line, width=width, expand_tabs=False, replace_whitespace=False,
                                                          break_long_words=break_long_words, break_on_hyphens=break_on_hyphens))
                            for line in text(s).splitlines()])


def f_xmlattr(escapes, d, autospace=True):
    items = []
    for key, value in d.items():
        if value is None or isinstance(value, Undefined):
            continue
        key = text(key)
        for c in ' \t\n\r\f\v/>=':
            if c in key:
                raise ValueError(f'Invalid character in attribute name: {key!r}')
        items.append(f'{escaped(key)}="{escaped(value)}"')
    s = ' '.join(items)
    if autospace and s:
        s = ' ' + s
    return mark(escapes, s)


FILTERS = {
    'abs': abs, 'attr': f_attr, 'batch': f_batch, 'capitalize': lambda s: soft(s).capitalize(),
    'center': lambda value, width=80: soft(value).center(width), 'count': len, 'd': f_default, 'default': f_default,
    'dictsort': f_dictsort, 'e': escape, 'escape': escape, 'filesizeformat': f_filesizeformat, 'first': f_first, 'float': f_float,
    'forceescape': f_forceescape, 'format': f_format, 'groupby': f_groupby, 'indent': f_indent, 'int': f_int, 'items': f_items,
    'join': f_join, 'last': f_last, 'length': len, 'list': lambda value: list(value), 'lower': lambda s: soft(s).lower(),
    'map': f_map, 'max': f_max, 'min': f_min, 'pprint': pretty, 'random': f_random, 'reject': f_reject,
    'rejectattr': f_rejectattr, 'replace': f_replace, 'reverse': f_reverse, 'round': f_round, 'safe': lambda value: Markup(value),
    'sanitize_for_md': sanitize_for_md, 'select': f_select, 'selectattr': f_selectattr, 'slice': f_slice, 'sort': f_sort,
    'string': soft, 'striptags': f_striptags, 'sum': f_sum, 'title': f_title, 'tojson': f_tojson,
    'trim': lambda value, chars=None: soft(value).strip(chars), 'truncate': f_truncate, 'unique': f_unique,
    'upper': lambda s: soft(s).upper(), 'urlencode': f_urlencode, 'urlize': f_urlize, 'wordcount': f_wordcount,
    'wordwrap': f_wordwrap, 'xmlattr': f_xmlattr,
}
ESCAPING = {'join', 'map', 'replace', 'urlize', 'xmlattr'}
