"""Names of uploads: kept as the user knows them, harmless all the same."""

import pytest

from custom_components.printmux.jobs.upload_names import (
    disposition_filename,
    listed_suffix,
    upload_name,
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ('form-data; name="file"; filename="plain.gcode"', "plain.gcode"),
        (r'form-data; name="file"; filename="a\"b\\c;d.gcode"', r'a"b\c;d.gcode'),
        ('form-data; name="file"; filename="a%22b.gcode"', 'a"b.gcode'),
        ('form-data; name="file"; filename="50%25 %41.gcode"', "50%25 %41.gcode"),
        ('form-data; name="file"; filename="a;b;c.gcode"', "a;b;c.gcode"),
        ('form-data; name="file"; filename="a"b.gcode"', 'a"b.gcode'),
        (r'form-data; name="file"; filename="a\b.gcode"', r"a\b.gcode"),
        ('form-data; name="file"; filename="/etc/passwd"', "/etc/passwd"),
        ('form-data; filename="x.gcode"; name="file"', "x.gcode"),
        ("form-data; name=file; filename=x.gcode", "x.gcode"),
        ("form-data; name=file; filename=x.gcode; size=3", "x.gcode"),
        ("form-data; name=\"file\"; filename*=utf-8''B%C3%A4r.g", "B\u00e4r.g"),
        ('form-data; name="f"; filename="b"; filename*=utf-8\'\'B%C3%A4', "b"),
        ('form-data; name="file"; filename=""', ""),
        ('form-data; name="file"; filename="T\udce4.gcode"', "T\u00e4.gcode"),
        ('form-data; name="file"', None),
        ('form-data; name="filename=x"', None),
        ("", None),
    ],
)
def test_disposition(written: str, meant: str | None) -> None:
    """Each client's way to write a name is undone, and no other."""
    assert disposition_filename(written) == meant


@pytest.mark.parametrize(
    ("filename", "path", "expected"),
    [
        ("x.gcode", "", "x.gcode"),
        ("x.gcode", "sub/dir", "sub/dir/x.gcode"),
        ("x.gcode", "/a/b/", "a/b/x.gcode"),
        ("x.gcode", "//", "x.gcode"),
        ("x.gcode", "/", "x.gcode"),
        ("x.gcode", "a//./b", "a/b/x.gcode"),
        ("a/b/c.gcode", "top", "top/a/b/c.gcode"),
        ("/etc/passwd", "", "etc/passwd"),
        ("C:\\Users\\me\\x.gcode", "", "x.gcode"),
        ("C:/x.gcode", "", "x.gcode"),
        ("\\\\server\\share\\x.gcode", "", "x.gcode"),
        ("x.gcode", "C:\\prints\\today", "prints/today/x.gcode"),
        ("a..b.gcode", "", "a..b.gcode"),
        ("...gcode", "", "...gcode"),
        (".gcode", "", ".gcode"),
        ("a\x00b.gcode".replace("\x00", "\x07"), "", "ab.gcode"),
        ("a\r\nb.gcode", "", "ab.gcode"),
        ("evil\u202eedocg.gcode", "", "eviledocg.gcode"),
        ("A\u0308.gcode", "O\u0308", "O\u0308/A\u0308.gcode"),
        ("\udcff.gcode", "", ".gcode"),
        (" x .gcode", "", " x .gcode"),
    ],
)
def test_place(filename: str, path: str, expected: str) -> None:
    """Folders and names are normalised."""
    assert upload_name(filename, path).path == expected


@pytest.mark.parametrize(
    "name",
    [
        *("a b.gcode", "\u00e4\u00f6\u00fc\u00df.gcode", "\u65e5\u672c\u8a9e.gcode"),
        *("\U0001f680.gcode", "\U0001f469\u200d\U0001f680.gcode", "a+b#c.gcode"),
        *("100%25.gcode", "a&b;c'd (1).gcode", 'a"b.gcode', "<b>.gcode", "x"),
    ],
)
def test_kept_exactly(name: str) -> None:
    """What a user may call a file stays."""
    assert upload_name(name, "Ordner \u00e4/\u65e5\u672c").name == name


@pytest.mark.parametrize(
    ("filename", "path"),
    [
        ("../../x.gcode", ""),
        ("..\\x.gcode", ""),
        ("a\\..\\..\\x.gcode", ""),
        ("x.gcode", "../../etc"),
        ("x.gcode", "a/../../b"),
        ("x.gcode", "..\\..\\x"),
        ("x.gcode", "a/ .. /b"),
        ("x.gcode", ".\x07./b"),
        ("..", ""),
        ("x\x00.gcode", ""),
        ("x.gcode", "a\x00b"),
        ("", ""),
        ("", "folder"),
        ("/", "folder"),
        ("  ", ""),
        (".", ""),
        ("\x07", ""),
        ("x.gcode", "/".join(["folder"] * 200)),
    ],
)
def test_refused(filename: str, path: str) -> None:
    """Names that climb, or are none, are refused with a sentence."""
    with pytest.raises(ValueError, match=r"^The [a-zA-Z' .]+$"):
        upload_name(filename, path)


@pytest.mark.parametrize("letter", ["x", "\u00e4", "\U0001f680"])
@pytest.mark.parametrize("suffix", [".gcode", ".GCODE.3MF", ".txt"])
def test_long_names(letter: str, suffix: str) -> None:
    """A long name is cut between characters, its suffix stays if it is one of ours."""
    name = upload_name(letter * 1000 + suffix).name
    assert 250 < len(name.encode()) <= 255
    assert name.startswith(letter * 50)
    assert name.endswith(suffix) == (suffix != ".txt")


@pytest.mark.parametrize(
    ("name", "suffix"),
    [
        *(("a.gcode", ".gcode"), ("a.GCODE", ".gcode"), ("a.g", ".g")),
        *(("a.gco", ".gco"), ("a.nc", ".nc"), ("a.BGCode", ".bgcode")),
        *(("a.3mf", ".3mf"), ("a.Gcode.3mf", ".gcode.3mf"), ("a.ufp", ".ufp")),
        *(("a.exe", None), ("a", None), ("gcode", None), ("a.gcode.txt", None)),
    ],
)
def test_suffix(name: str, suffix: str | None) -> None:
    """Listed suffixes are found in any case."""
    assert listed_suffix(name) == suffix
