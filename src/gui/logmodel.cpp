// SPDX-License-Identifier: MIT
#include "gui/logmodel.h"

#include "core/binarytext.h"
#include "core/copyas.h"
#include "core/eventtext.h"
#include "core/rownotes.h"

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

Qt::Alignment alignmentOf(int column)
{
    const bool isFigure = column == LogModel::Number || column == LogModel::Time || column == LogModel::Bytes;
    return Qt::AlignVCenter | (isFigure ? Qt::AlignRight : Qt::AlignLeft);
}

QString shortened(QString text)
{
    text.remove(u'\n'); // a line break is also told by its escape
    if (text.size() <= LogModel::kCellChars)
        return text;
    const qsizetype end = LogModel::kCellChars;
    text.truncate(text[end - 1].isHighSurrogate() ? end - 1 : end);
    return text + u'…';
}

} // namespace

LogModel::LogModel(const Readings &readings, RowNotes &notes, QObject *parent)
    : QAbstractTableModel(parent)
    , m_readings(readings)
    , m_notes(notes)
    , m_matcher(readings)
{
    connect(&m_matcher, &LogMatcher::found, this, &LogModel::take);
    connect(&m_matcher, &LogMatcher::progressed, this, [this] {
        if (!m_isRestarting)
            emit counted();
    });
    connect(&notes, &RowNotes::changed, this, &LogModel::announce);
    connect(&readings.texts, &TextReading::encodingChanged, this, &LogModel::announceTexts);
    restart(m_matcher.filter());
}

void LogModel::setFilter(const LogFilter &filter)
{
    if (filter != m_matcher.filter())
        restart(filter);
}

void LogModel::restart(const LogFilter &filter)
{
    beginResetModel();
    m_isRestarting = true;
    m_rows.clear();
    m_shown = 0;
    m_matcher.start(filter, m_firstRow);
    m_isRestarting = false;
    endResetModel();
    emit counted();
}

void LogModel::setFirstRow(qsizetype journalRow)
{
    if (m_firstRow == journalRow)
        return;
    m_firstRow = journalRow;
    restart(m_matcher.filter());
}

void LogModel::setPaused(bool paused)
{
    if (paused == isPaused())
        return;
    m_pausedAt = paused ? m_readings.journal.size() : -1;
    if (!paused)
        show(m_rows.count());
    emit counted();
}

void LogModel::take(const std::vector<quint32> &journalRows)
{
    for (const quint32 row : journalRows)
        m_rows.append(row);
    show(isPaused() ? m_rows.placeOf(m_pausedAt) : m_rows.count());
}

void LogModel::show(qsizetype count)
{
    if (int(count) <= m_shown)
        return;
    if (!m_isRestarting)
        beginInsertRows({}, m_shown, int(count) - 1);
    m_shown = int(count);
    if (!m_isRestarting)
        endInsertRows();
}

int LogModel::rowOf(qsizetype journalRow) const
{
    if (!m_rows.contains(journalRow))
        return -1;
    const auto place = int(m_rows.placeOf(journalRow));
    return place < m_shown ? place : -1;
}

void LogModel::announce(qsizetype journalRow)
{
    if (const int row = rowOf(journalRow); row >= 0)
        emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

// A pattern is looked for in the text, so other rows may have it now.
void LogModel::announceTexts()
{
    if (!m_matcher.filter().pattern.isEmpty())
        restart(m_matcher.filter());
    else if (m_shown > 0)
        emit dataChanged(index(0, Text), index(m_shown - 1, Text));
}

int LogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_shown;
}

int LogModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant LogModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return cell(index.row(), index.column());
    case Qt::EditRole:
        return index.column() == Comment ? m_notes.comment(journalRow(index.row())) : QVariant();
    case Qt::AccessibleTextRole:
        if (index.column() == Mark && m_notes.isBookmarked(journalRow(index.row())))
            return tr("Bookmark");
        return cell(index.row(), index.column());
    case Qt::TextAlignmentRole:
        return int(alignmentOf(index.column()));
    case JournalRowRole:
        return qlonglong(journalRow(index.row()));
    default:
        return {};
    }
}

QString LogModel::cell(int row, int column) const
{
    const qsizetype inJournal = journalRow(row);
    const bothends::Event &event = m_readings.journal.at(inJournal);
    switch (column) {
    case Mark:
        return m_notes.isBookmarked(inJournal) ? u"★"_s : QString();
    case Number:
        return QString::number(event.seq);
    case Time:
        return eventTime(event);
    case Side:
        return sideText(event.side);
    case Connection:
        return event.connection == 0 ? QString() : u"#%1"_s.arg(event.connection);
    case Origin:
        return originText(event.origin);
    case Event:
        if (QString tag = eventTag(event); !tag.isEmpty())
            return tag;
        return event.kind == EventKind::Sent    ? tr("sent")
            : event.kind == EventKind::Received ? tr("received")
            : event.kind == EventKind::Queues   ? tr("queues")
                                                : eventKindName(event.kind);
    case Bytes:
        return kindGroupOf(event) == KindGroup::Data ? QString::number(event.bytes) : QString();
    case Text:
        return text(inJournal);
    case Hex:
        return hex(inJournal);
    case Comment:
        return m_notes.comment(inJournal);
    default:
        return {};
    }
}

QString LogModel::text(qsizetype journalRow) const
{
    const bothends::Event &event = m_readings.journal.at(journalRow);
    if (!RowPattern::saysItsBytes(PackedEvents::briefOf(event)))
        return shortened(eventNote(event));
    const TextReading::RowText read = m_readings.texts.rowText(journalRow, kCellBytes);
    if (read.isGone)
        return tr("The bytes are no longer kept.");
    QString text = sparingText(read.display).text;
    if (read.isShortened && text.size() <= kCellChars)
        text += u'…';
    return shortened(text);
}

QString LogModel::hex(qsizetype journalRow) const
{
    if (m_readings.journal.at(journalRow).bytes == 0)
        return {};
    const QByteArray bytes = m_readings.journal.payload(journalRow);
    const QString dump = asHexDump(bytes.left(kHexBytes));
    return bytes.size() > kHexBytes ? dump + u" …"_s : dump;
}

bool LogModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !checkIndex(index, CheckIndexOption::IndexIsValid)
        || index.column() != Comment)
        return false;
    m_notes.setComment(journalRow(index.row()), value.toString());
    return true;
}

Qt::ItemFlags LogModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (index.isValid())
        flags |= Qt::ItemNeverHasChildren;
    if (index.isValid() && index.column() == Comment)
        flags |= Qt::ItemIsEditable;
    return flags;
}

QVariant LogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole)
        return int(alignmentOf(section));
    if (orientation != Qt::Horizontal || (role != Qt::DisplayRole && role != Qt::AccessibleTextRole))
        return {};
    switch (section) {
    case Mark:
        return role == Qt::DisplayRole ? u"★"_s : tr("Bookmark");
    case Number:
        return tr("No.");
    case Time:
        return tr("+ms");
    case Side:
        return tr("Side");
    case Connection:
        return u"#"_s;
    case Origin:
        return tr("Origin");
    case Event:
        return tr("Event");
    case Bytes:
        return tr("Bytes");
    case Text:
        return tr("Text");
    case Hex:
        return tr("Hex");
    case Comment:
        return tr("Comment");
    default:
        return {};
    }
}

void LogModel::retranslate()
{
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_matcher.filter().pattern.isEmpty()) // other rows may have it in this language
        restart(m_matcher.filter());
    else if (m_shown > 0)
        emit dataChanged(index(0, 0), index(m_shown - 1, ColumnCount - 1));
}

} // namespace bothends
