// SPDX-License-Identifier: MIT
#include "gui/bytepattern.h"

#include "core/displaytext.h"

#include <QHash>

#include <algorithm>

namespace bothends {

namespace {

constexpr size_t kLongestEscape = 11; // \U000e0041, or \n with the line feed behind it
constexpr size_t kMostRare = 8;

using Characters = std::vector<char32_t>;

bool isHexDigit(char32_t c)
{
    return (c >= U'0' && c <= U'9') || (c >= U'a' && c <= U'f');
}

size_t hexDigitsAt(const Characters &text, size_t at, size_t most)
{
    size_t count = 0;
    while (count < most && at + count < text.size() && isHexDigit(text[at + count]))
        ++count;
    return count;
}

/// How many first characters can be the end of an escape that a match begins in: of `\n` (which a line feed
/// follows, or nothing), `\r`, `\t`, `\x1b`, `\u202e`, `\U000e0041`.
size_t escapeTail(const Characters &text)
{
    constexpr size_t kByteDigits = 2;
    constexpr size_t kShortDigits = 4;
    constexpr size_t kLongDigits = 8;
    const auto ends = [&text](size_t length) { return length == text.size(); };
    switch (text.front()) {
    case U'\n':
    case U'r':
    case U't':
        return 1;
    case U'n':
        if (ends(1))
            return 1;
        return text[1] == U'\n' ? 2 : 0;
    case U'x': {
        const size_t digits = hexDigitsAt(text, 1, kByteDigits);
        return digits == kByteDigits || ends(1 + digits) ? 1 + digits : 0;
    }
    case U'u': {
        const size_t digits = hexDigitsAt(text, 1, kLongDigits);
        return digits >= kShortDigits || ends(1 + digits) ? 1 + digits : 0;
    }
    default:
        return hexDigitsAt(text, 0, kLongDigits);
    }
}

/// By a folded character, the others that are folded to it. Only the first two planes have letters with case.
const QHash<char32_t, Characters> &otherCases()
{
    static const QHash<char32_t, Characters> all = [] {
        QHash<char32_t, Characters> cases;
        for (char32_t c = 0; c <= 0x1ffff; ++c) {
            if (const char32_t folded = QChar::toCaseFolded(c); folded != c)
                cases[folded].push_back(c);
        }
        return cases;
    }();
    return all;
}

bool isMultiByte(TextEncoding encoding)
{
    return encoding == TextEncoding::Gb18030 || encoding == TextEncoding::Gbk
        || encoding == TextEncoding::Big5;
}

QByteArray folded(QByteArrayView bytes)
{
    FoldedBytes result;
    result.take(bytes);
    return result.folded().toByteArray();
}

/// Each character that a legacy encoding has, with its bytes; several may be the same character.
template <typename Use> void forEachSequence(TextEncoding encoding, Use use)
{
    const MultiByteTable &table = MultiByteTable::of(encoding);
    constexpr int kLastByte = 0xff;
    // GB18030 in four bytes: a lead, a digit, a lead, a digit. Beyond the BMP each is a character of its own.
    constexpr int kFirstLead = 0x81;
    constexpr int kLastBmpLead = 0x84;
    constexpr int kThirds = 126;
    constexpr int kQuadsOfLead = 10 * kThirds * 10;
    for (int lead = 0; lead <= kLastByte; ++lead) {
        if (const char32_t c = table.single(uchar(lead)); c != 0) {
            const char bytes[] = {char(lead)};
            use(c, QByteArrayView(bytes, 1));
        }
        for (int trail = 0; trail <= kLastByte && MultiByteTable::isLead(uchar(lead)); ++trail) {
            const char bytes[] = {char(lead), char(trail)};
            if (const char32_t c = table.pair(uchar(lead), uchar(trail)); c != 0)
                use(c, QByteArrayView(bytes, 2));
        }
    }
    for (int first = kFirstLead; first <= kLastBmpLead && table.hasQuads(); ++first) {
        for (int place = 0; place < kQuadsOfLead; ++place) {
            const char bytes[] = {char(first), char('0' + place / 10 / kThirds),
                                  char(kFirstLead + place / 10 % kThirds), char('0' + place % 10)};
            const char32_t c = table.quad(uchar(bytes[0]), uchar(bytes[1]), uchar(bytes[2]), uchar(bytes[3]));
            if (c != 0)
                use(c, QByteArrayView(bytes, 4));
        }
    }
}

} // namespace

BytePattern::BytePattern(const QString &text)
{
    for (qsizetype i = 0; i < text.size();) {
        const CodePoint point = codePointAt(text, i);
        m_characters.push_back(QChar::toCaseFolded(point.value));
        i += point.units;
    }
    if (m_characters.empty())
        return;
    findEscapable();
    m_isAscii = std::all_of(m_characters.begin(), m_characters.end(), [](char32_t c) { return c < 0x80; });
    if (!m_isAscii)
        return;
    QByteArray ascii;
    for (const char32_t c : m_characters)
        ascii += char(c);
    m_ascii.setPattern(ascii);
}

void BytePattern::findEscapable()
{
    m_isEscapable.assign(m_characters.size(), false);
    const auto mark = [this](size_t first, size_t count) {
        const size_t end = std::min(first + count, m_isEscapable.size());
        std::fill(m_isEscapable.begin() + qptrdiff(first), m_isEscapable.begin() + qptrdiff(end), true);
        m_touchesEscapes = m_touchesEscapes || count > 0;
    };
    mark(0, escapeTail(m_characters));
    for (size_t i = 0; i < m_characters.size(); ++i) {
        const char32_t c = m_characters[i];
        if (c == U'\\')
            mark(i, kLongestEscape);
        else if (isSurrogate(c) || isHiddenCharacter(c)) // is only shown as an escape, or behind one
            mark(i, 1);
    }
}

bool BytePattern::isInAscii(const FoldedBytes &bytes) const
{
    if (!m_isAscii)
        return false;
    if (m_touchesEscapes && bytes.hasControls())
        return m_ascii.indexIn(folded(asciiDisplayText(bytes.original()))) >= 0;
    return m_ascii.indexIn(bytes.folded()) >= 0;
}

bool BytePattern::mayBeIn(TextEncoding encoding, const FoldedBytes &bytes) const
{
    std::optional<Probe> &probe = m_probes[size_t(encoding)];
    if (!probe)
        probe = probeFor(encoding);
    const auto isThere
        = [&bytes](const QByteArrayMatcher &each) { return each.indexIn(bytes.folded()) >= 0; };
    if (probe->isNowhere)
        return false;
    return !probe->isKnown || isThere(probe->usual)
        || std::any_of(probe->rare.begin(), probe->rare.end(), isThere);
}

std::vector<BytePattern::Forms> BytePattern::formsIn(TextEncoding encoding) const
{
    std::vector<Forms> forms(m_characters.size());
    const auto add = [&forms](size_t place, QByteArrayView bytes) {
        const QByteArray form = folded(bytes);
        if (std::find(forms[place].begin(), forms[place].end(), form) == forms[place].end())
            forms[place].push_back(form);
    };
    const auto addCharacter = [&](size_t place, char32_t c) {
        const EncodedCharacter encoded = encodeCharacter(encoding, c);
        if (encoded.size > 0)
            add(place, QByteArrayView(encoded.bytes.data(), encoded.size));
    };
    for (size_t place = 0; place < m_characters.size(); ++place) {
        addCharacter(place, m_characters[place]);
        for (const char32_t other : otherCases().value(m_characters[place]))
            addCharacter(place, other);
    }
    if (isMultiByte(encoding)) {
        QHash<char32_t, QList<size_t>> places;
        for (size_t place = 0; place < m_characters.size(); ++place)
            places[m_characters[place]] << place;
        forEachSequence(encoding, [&](char32_t c, QByteArrayView bytes) {
            const auto wanted = places.constFind(QChar::toCaseFolded(c));
            for (qsizetype i = 0; wanted != places.cend() && i < wanted->size(); ++i)
                add(wanted->at(i), bytes);
        });
    }
    return forms;
}

// The longest run of characters that cannot be escapes, and of which few have other bytes in another case.
BytePattern::Probe BytePattern::probeFor(TextEncoding encoding) const
{
    const std::vector<Forms> forms = formsIn(encoding);
    QByteArray best;
    std::vector<QByteArray> bestRare;
    for (size_t first = 0; first < forms.size(); ++first) {
        QByteArray usual;
        std::vector<QByteArray> rare;
        for (size_t i = first; i < forms.size() && !m_isEscapable[i] && !forms[i].empty(); ++i) {
            if (rare.size() + forms[i].size() - 1 > kMostRare)
                break;
            usual += forms[i].front();
            for (size_t other = 1; other < forms[i].size(); ++other) {
                if (std::find(rare.begin(), rare.end(), forms[i][other]) == rare.end())
                    rare.push_back(forms[i][other]);
            }
            if (usual.size() > best.size()) {
                best = usual;
                bestRare = rare;
            }
        }
    }
    Probe probe;
    for (size_t i = 0; i < forms.size(); ++i)
        probe.isNowhere = probe.isNowhere || (forms[i].empty() && !m_isEscapable[i]);
    probe.isKnown = !best.isEmpty();
    probe.usual.setPattern(best);
    for (const QByteArray &each : bestRare)
        probe.rare.emplace_back(each);
    return probe;
}

} // namespace bothends
