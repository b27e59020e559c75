// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

namespace bothends {

/// Bytes in forms to paste elsewhere. Pure functions, any thread. All results are printable ASCII.

/// `e6 82 a8`: one line, lower case, single spaces.
QString asHexDump(const QByteArray &bytes);

/// Lines of sixteen bytes: offset in hex, two groups of eight bytes, and the bytes as ASCII with a dot
/// for the others, as in `hexdump -C`. No line feed at the end; empty for no bytes.
QString asHexTable(const QByteArray &bytes);

/// A literal for Python 3: `b'\xe6\x82\xa8 it\'s\r\n'`.
/// https://docs.python.org/3/reference/lexical_analysis.html#strings
QString asPythonBytes(const QByteArray &bytes);

/// An array for C: `const unsigned char data[] = {0xe6, 0x82, 0xa8};`, twelve bytes to a line if there are
/// more. No bytes: `const unsigned char *data = 0;`, because C has no empty array.
QString asCArray(const QByteArray &bytes);

/// One line, with padding (RFC 4648 §4).
QString asBase64(const QByteArray &bytes);

} // namespace bothends
