// SPDX-License-Identifier: MIT
#include "gui/hexglyphs.h"

#include "core/displaytext.h"

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

constexpr char32_t kControlPictures = 0x2400; // U+2400 … U+241F: pictures of U+0000 … U+001F
constexpr char32_t kDeletePicture = 0x2421;
constexpr char32_t kTab = 0x21e5; // ⇥
constexpr char32_t kLineFeed = 0x21b5; // ↵
constexpr char32_t kCarriageReturn = 0x2190; // ←
constexpr char32_t kHiddenPicture = 0x25af;
constexpr char32_t kDottedCircle = 0x25cc; // the base for marks that have none

// Arrows for those that everybody meets; the pictures of the others are hard to read in a small font.
char32_t pictureOf(char32_t control)
{
    switch (control) {
    case U'\t':
        return kTab;
    case U'\n':
        return kLineFeed;
    case U'\r':
        return kCarriageReturn;
    case 0x7f:
        return kDeletePicture;
    default:
        return kControlPictures + control;
    }
}

} // namespace

bool isControl(char32_t c)
{
    return c < 0x20 || c == 0x7f;
}

QString glyphOf(char32_t c)
{
    QString glyph;
    if (isControl(c)) {
        appendCodePoint(glyph, pictureOf(c));
    } else if (isHiddenCharacter(c)) {
        appendCodePoint(glyph, kHiddenPicture);
    } else {
        if (isMarkCharacter(c))
            appendCodePoint(glyph, kDottedCircle);
        appendCodePoint(glyph, c);
    }
    return glyph;
}

QString glyphOf(const StreamSequence &sequence)
{
    using Kind = StreamSequence::Kind;
    switch (sequence.kind) {
    case Kind::Character:
        return glyphOf(sequence.character);
    case Kind::Invalid:
        return QString(QChar::ReplacementCharacter);
    case Kind::Incomplete:
        return u"…"_s;
    case Kind::Gone:
        break;
    }
    return {};
}

} // namespace bothends
