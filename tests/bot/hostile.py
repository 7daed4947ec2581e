"""Texts that people, spreadsheets and attackers send: all of them are only text."""

import sys
import unicodedata

MARKUP = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</title><svg/onload=alert(1)>",
    "<!channel>",
    "<!here|here>",
    "<!everyone>",
    "<!subteam^S1|@team>",
    "<!date^0^{date}|x>",
    "<@U123>",
    "<@U123|bob>",
    "<#C1|general>",
    "<https://evil.example|our bank>",
    "<mailto:a@b.example|a>",
    "<at>Bob</at>",
    "](javascript:alert(1))",
    "[x](javascript:alert(1))",
    "![x](https://evil.example/p.png)",
    "[x]: javascript:alert(1)",
    "javascript:alert(1)",
    "data:text/html,<b>x</b>",
    "*bold* _it_ ~gone~ `code`",
    "```\nblock\n```",
    "# heading",
    "> quoted",
    "- [ ] item",
    "| a | b |",
    "---",
    "&lt;b&gt; &amp; &#x41;",
    "&nbsp;",
    ":smile: :+1:",
    "@here @channel @everyone",
    "@bob @nobody",
    "BEGIN:VEVENT\r\nSUMMARY:x\r\nEND:VEVENT",
    "a;b,c\\n:d",
    "\r\nSet-Cookie: a=b",
    "Subject: x\r\n\r\nbody",
)
FORMULAS = (
    '=HYPERLINK("https://evil.example","x")',
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(A1:A9)",
    "=IMPORTXML(1)",
    "\t=1+1",
    "%0A=1+1",
    "\uff1d1+1",  # a spreadsheet may read the wide one too
    "'=1+1",
    "==x==",
)
TEMPLATES = (
    "{who}",
    "{item} {note} {and_note} {side} {member} {percent}",
    "{0}",
    "{}",
    "{{who}}",
    "{who",
    "who}",
    "{",
    "}",
    "{}{}{}",
    "{who!r:>99}",
    "{who:{side}}",
    "{0.__class__}",
    "{0.__class__.__mro__[1].__subclasses__}",
    "{sentence}",
    "{title} {ref} {name}",
    "%s",
    "%s%s%s%n",
    "%(who)s",
    "%d %x %%",
    "100%",
    "%",
    "$HOME ${HOME} $who",
    "{{7*7}}",
    "{{config.items()}}",
    "{% raw %}",
    "{# x #}",
    "<%= 7*7 %>",
    "#{7*7}",
    "\\1 \\g<0> \\x00 \\u0000",
    "\\",
    "\\\\",
    "\\n",
    "`id`",
    "$(id)",
)
SQL = (
    "'; DROP TABLE fact; --",
    "' OR '1'='1",
    '" OR ""="',
    "x'); DELETE FROM item; --",
    "1 UNION SELECT * FROM person",
    ":name ?1 $1 @p1",
    "%' LIKE '%",
    "_%_%",
    "NULL",
    "null",
    "None",
    "true",
    "0",
    "-1",
    "1e309",
    "NaN",
    "[]",
    '{"a": 1}',
    "\\'; --",
)
OUR_WORDS = (
    "A-1",
    "A-1 done",
    "RDD show",
    "private",
    "joint",
    "due fri",
    "due frii",
    "owner @bob",
    "all",
    "agree all",
    "yes",
    "page 2",
    "help",
    "undo",
    "<@p:deadbeef>",
    "<@p:>",
    "<@p:*>",
    "A-1#1",
    "#",
    "/plan A-1 done",
    "@Jointly sign",
    "to @bob",
    "as customer",
    "weekly on mon",
    "40%",
)
QUOTES = (
    '"',
    '""',
    '"""',
    "'",
    "''",
    "“",
    "”",
    "“x”",
    "„x“",
    "‟x”",
    "«x»",
    '"a"b"c',
    'say "hi" now',
    "5' 6\"",
    "it's Bob\u2019s",
    "\uff02x\uff02",
)
COMBINING = (
    "e\u0301",
    "\u0301",
    "Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319" * 3,
    "a" + "\u0300" * 60,
    "\u1100\u1161\u11a8",
    "\u212b \u2126",
    "\ufb01 \ufdfa",
    "\u0958 \u2adc",
    "👩\u200d👩\u200d👧\u200d👦",
    "🏳️\u200d🌈",
    "🇬🇧🇩🇪",
    "\u06a9\u062a\u0627\u0628\u200c\u0647\u0627",
    "שלום עולם",
    "مرحبا بالعالم",
    "漢字かな한글",
    "\u1e9e\u00df\u017f \u0130\u0131I",
    "ﬃ",
    "\u3000wide\u3000space",
    "\u00a0",
    "\u2800",
)
LONG = ("a" * 299, "a" * 301, "a " * 145, "é" * 290, "👩" * 200, "{" * 250, "<" * 280)
VERY_LONG = ("a" * 3_900, "a" * 5_000, "a " * 1_900, "x\n" * 1_500, "\u0301" * 3_000)
OFFSETS = (0x20, 0x41, 0x7F, 0x2028, 0x3042, 0xD800, 0xE000, 0xFDD0, 0xFFFD, 0xFFFE)
PLANES = tuple(
    chr(plane * 0x10000 + offset) for plane in range(17) for offset in OFFSETS
)
UNSEEN = tuple(
    f"a{chr(point)}b"
    for point in range(sys.maxunicode + 1)
    if unicodedata.category(chr(point)) in {"Cc", "Cf"}
)
DISGUISED = (
    "invoice\u202egnp.exe",
    "\u2066<!channel>\u2069",
    "<!ch\u200bannel>",
    "=\u200bHYPERLINK(1)",
    "{wh\u200eo}",
    "pri\u00advate",
    "A\u2060-1",
    "\ufeff=1+1",
    "\x1b[31mred\x1b[0m",
    "\x00",
    "\x00' OR 1",
    "\u202e" * 20,
    "\ud800",
    "x\udfffy",
    "\u2028line",
    "\x85next",
)
SHORT = (
    *MARKUP,
    *FORMULAS,
    *TEMPLATES,
    *SQL,
    *OUR_WORDS,
    *QUOTES,
    *COMBINING,
    *PLANES,
    *UNSEEN,
    *DISGUISED,
)
HOSTILE = (*SHORT, *LONG, *VERY_LONG)


def batches(longest: int) -> list[str]:
    """All the short texts in as few texts as there can be of *longest* letters."""
    found, text = [], ""
    for part in SHORT:
        if len(text) + len(part) + 1 > longest:
            found.append(text)
            text = ""
        text = f"{text} {part}"
    return [*found, text]
