# Longer filters on texts.

MARKDOWN = '_*[]()~`#+-=|{}!'


def sanitize_for_md(value):
    """SpiffArena's: what has a meaning in Markdown gets a backslash, and all comes on one line."""
    if not is_text(value):
        raise TypeError(f"expected string or bytes-like object, got '{type(value).__name__}'")
    value = text(value)
    for c in MARKDOWN:
        if c in value:
            value = value.replace(c, '\\' + c)
    return value.replace('\n', '').replace('\r', '')


ENTITIES = {'lt': '<', 'gt': '>', 'amp': '&', 'quot': '"', 'apos': "'", 'nbsp': '\xa0', 'copy': '\xa9', 'reg': '\xae', 'laquo': '\xab',
            'raquo': '\xbb', 'hellip': '\u2026', 'ndash': '\u2013', 'mdash': '\u2014', 'lsquo': '\u2018', 'rsquo': '\u2019',
            'ldquo': '\u201c', 'rdquo': '\u201d', 'bull': '\u2022', 'middot': '\xb7', 'euro': '\u20ac', 'pound': '\xa3',
            'cent': '\xa2', 'yen': '\xa5', 'sect': '\xa7', 'deg': '\xb0', 'times': '\xd7', 'trade': '\u2122'}


def unescape(s):
    if '&' not in s:
        return s

    def replace(m):
        name = m.group(1)
        if name[0] != '#':
            return ENTITIES.get(name, m.group(0))
        try:
            code = int(name[2:], 16) if name[1] in 'xX' else int(name[1:])
            return chr(code)
        except (ValueError, OverflowError):
            return m.group(0)
    return re.sub(r'&(#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z]+);', replace, s)


def pretty(value):
    return ''.join(pretty_parts(value, 0, 0))


def pretty_parts(value, indent, after):
    """The parts of a value laid out within 80 columns: what begins at a column and is followed by some characters."""
    flat = flat_repr(value)
    if len(flat) <= 80 - indent - after:
        return [flat]
    if isinstance(value, dict) and value:
        items = sorted_items(value)
        out = ['{']
        for i, (k, v) in enumerate(items):
            key = flat_repr(k) + ': '
            last = i == len(items) - 1
            out.append(key)
            out += pretty_parts(v, indent + len(key) + 1, after + 1 if last else 1)
            out.append('}' if last else ',\n' + ' ' * (indent + 1))
        return out
    if isinstance(value, (list, tuple)) and value:
        opening, closing = ('[', ']') if isinstance(value, list) else ('(', ',)' if len(value) == 1 else ')')
        out = [opening]
        for i, v in enumerate(value):
            last = i == len(value) - 1
            out += pretty_parts(v, indent + 1, after + len(closing) if last else 1)
            out.append(closing if last else ',\n' + ' ' * (indent + 1))
        return out
    return [flat]


def sorted_items(d):
    try:
        return sorted(d.items(), key=lambda item: item[0])
    except TypeError:
        return sorted(d.items(), key=lambda item: (type(item[0]).__name__, str(item[0])))


def flat_repr(value):
    if isinstance(value, dict):
        return '{' + ', '.join([flat_repr(k) + ': ' + flat_repr(v) for k, v in sorted_items(value)]) + '}'
    if isinstance(value, list):
        return '[' + ', '.join([flat_repr(v) for v in value]) + ']'
    if isinstance(value, tuple):
        if len(value) == 1:
            return '(' + flat_repr(value[0]) + ',)'
        return '(' + ', '.join([flat_repr(v) for v in value]) + ')'
    return repr(value)


URL = r'^((https?://|www\.)(([\w%-]+\.)+)?([a-z]{2,63}|xn--[\w%]{2,59})|([\w%-]{2,63}\.)+(com|net|int|edu|gov|org|info|mil)' \
      r'|(https?://)((([\d]{1,3})(\.[\d]{1,3}){3})|(\[([\da-f]{0,4}:){2}([\da-f]{0,4}:?){1,6}\])))' \
      r'(?::[\d]{1,5})?(?:[/?#]\S*)?$'
EMAIL = r'^\S+@\w[\w.-]*\.\w+$'
PAIRS = (('(', ')'), ('<', '>'), ('&lt;', '&gt;'))


def f_urlize(escapes, value, trim_url_limit=None, nofollow=False, target=None, rel=None, extra_schemes=None):
    words = set((text(rel) or '').split())
    words.add('noopener')
    if nofollow:
        words.add('nofollow')
    marks = f' rel="{escaped(" ".join(sorted(words)))}"'
    if target:
        marks += f' target="{escaped(target)}"'
    for scheme in extra_schemes or ():
        if not re.match(r'^([\w.+-]{2,}:(/){0,2})$', scheme):
            raise FilterArgumentError(f'{scheme!r} is not a valid URI scheme prefix.')

    def shown(url):
        return url if trim_url_limit is None or len(url) <= trim_url_limit else url[:trim_url_limit] + '...'

    def link(word):
        if re.match(URL, word, re.IGNORECASE):
            url = word if word.startswith(('https://', 'http://')) else 'https://' + word
            return f'<a href="{url}"{marks}>{shown(word)}</a>'
        if word.startswith('mailto:') and re.match(EMAIL, word[7:]):
            return f'<a href="{word}">{word[7:]}</a>'
        if '@' in word and word[0] != '@' and not word.startswith('www.') and ':' not in word and re.match(EMAIL, word):
            return f'<a href="mailto:{word}">{word}</a>'
        for scheme in extra_schemes or ():
            if word != scheme and word.startswith(scheme):
                word = f'<a href="{word}"{marks}>{word}</a>'
        return word

    out = []
    for word in re.split(r'(\s+)', escaped(value)):
        head, tail = '', ''
        m = re.match(r'^([(<]|&lt;)+', word)
        if m:
            head, word = m.group(0), word[m.end():]
        while word.endswith((')', '>', '.', ',', '\n', '&gt;')):
            n = 4 if word.endswith('&gt;') else 1
            tail, word = word[-n:] + tail, word[:-n]
        for opening, closing in PAIRS:
            n = word.count(opening)
            if n > word.count(closing):
                for _ in range(min(n, tail.count(closing))):
                    end = tail.index(closing) + len(closing)
                    word, tail = word + tail[:end], tail[end:]
        out.append(head + link(word) + tail)
    return mark(escapes, ''.join(out))
