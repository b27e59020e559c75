// SPDX-License-Identifier: MIT
#include "gui/optionsmodel.h"

#include "core/displaytext.h"

#include <algorithm>
#include <climits>

using namespace Qt::StringLiterals;

namespace bothends {

OptionsModel::OptionsModel(const Journal &journal, QObject *parent)
    : QAbstractTableModel(parent)
    , m_journal(journal)
{
    if (journal.size() > 0)
        takeIn(0, journal.size() - 1);
    connect(&journal, &Journal::appended, this, &OptionsModel::takeIn);
}

void OptionsModel::setSocket(quint32 socket, Transport transport, bool isIpv6, bool isAlive)
{
    const QList<SocketOption> options = socket == 0 ? QList<SocketOption>() : optionsFor(transport, isIpv6);
    if (socket == m_socket && options == m_options && isIpv6 == m_isIpv6) {
        if (isAlive != m_isAlive && !m_options.isEmpty()) {
            m_isAlive = isAlive;
            emit dataChanged(index(0, 0), index(int(m_options.size()) - 1, ColumnCount - 1));
        }
        return;
    }
    beginResetModel();
    m_socket = socket;
    m_isIpv6 = isIpv6;
    m_isAlive = isAlive;
    m_options = options;
    endResetModel();
}

bool OptionsModel::hasValues() const
{
    const QHash<SocketOption, State> states = m_states.value(m_socket);
    return std::any_of(states.begin(), states.end(),
                       [](const State &state) { return state.now.has_value(); });
}

const OptionsModel::State *OptionsModel::stateOf(SocketOption option) const
{
    const auto states = m_states.constFind(m_socket);
    if (states == m_states.cend())
        return nullptr;
    const auto state = states->constFind(option);
    return state == states->cend() ? nullptr : &*state;
}

OptionValue OptionsModel::valueAt(int row) const
{
    const State *state = stateOf(m_options.at(row));
    if (state && state->now)
        return *state->now;
    const OptionInfo info = infoAt(row);
    return {info.least, {}};
}

void OptionsModel::takeIn(qsizetype first, qsizetype last)
{
    int low = INT_MAX;
    int high = -1;
    for (qsizetype row = first; row <= last; ++row) {
        const Event &event = m_journal.at(row);
        const bool isAboutOption
            = event.call() == CallName::SetSockOpt || event.call() == CallName::GetSockOpt;
        if (!isAboutOption || event.socket == 0)
            continue;
        if (event.error && event.error->code == ErrorCode::NotOffered) {
            m_notOffered.insert(event.socket);
            if (event.socket == m_socket && !m_options.isEmpty()) {
                low = 0;
                high = int(m_options.size()) - 1;
            }
        }
        if (!event.detail->option)
            continue;
        State &state = m_states[event.socket][*event.detail->option];
        if (event.call() == CallName::SetSockOpt)
            state.asked = event.detail->optionAsked;
        if (event.detail->optionNow)
            state.now = event.detail->optionNow;
        state.error = event.error;
        if (event.socket != m_socket)
            continue;
        const int changed = int(m_options.indexOf(*event.detail->option));
        if (changed >= 0) {
            low = qMin(low, changed);
            high = qMax(high, changed);
        }
    }
    if (high >= 0)
        emit dataChanged(index(low, 0), index(high, ColumnCount - 1));
}

int OptionsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_options.size());
}

int OptionsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString OptionsModel::valueText(SocketOption option) const
{
    const State *state = stateOf(option);
    if (!optionInfo(option).isReadable)
        return tr("enter a group");
    if (state && state->now)
        return toDisplayText(optionValueName(option, *state->now)).text;
    if (state && state->error)
        return errorName(*state->error);
    return tr("not read");
}

QString OptionsModel::askedText(SocketOption option) const
{
    const State *state = stateOf(option);
    if (!state || !state->asked)
        return {};
    const QString asked = toDisplayText(optionValueName(option, *state->asked)).text;
    if (state->error)
        return tr("%1: %2").arg(asked, errorName(*state->error));
    return asked;
}

QString OptionsModel::outcome(SocketOption option) const
{
    const State *state = stateOf(option);
    if (!state)
        return {};
    if (state->error) {
        const ErrorText text = errorText(*state->error);
        return text.nextStep.isEmpty() ? text.what : tr("%1 %2").arg(text.what, text.nextStep);
    }
    return state->asked && state->now ? optionOutcome(option, *state->asked, *state->now) : QString();
}

QVariant OptionsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const SocketOption option = m_options.at(index.row());
    switch (role) {
    case OptionRole:
        return int(option);
    case OutcomeRole:
        return outcome(option);
    case Qt::DisplayRole:
        break;
    case Qt::ToolTipRole:
        return index.column() == PurposeColumn ? optionPurpose(option) : outcome(option);
    case Qt::EditRole:
        if (index.column() != ValueColumn)
            break;
        return infoAt(index.row()).kind == OptionKind::Group ? QVariant(valueAt(index.row()).text)
                                                             : QVariant(valueAt(index.row()).number);
    case Qt::CheckStateRole:
        if (index.column() == ValueColumn && infoAt(index.row()).kind == OptionKind::Switch)
            return valueAt(index.row()).number != 0 ? Qt::Checked : Qt::Unchecked;
        return {};
    default:
        return {};
    }
    switch (index.column()) {
    case NameColumn:
        return socketOptionName(option, m_isIpv6);
    case ValueColumn:
        return valueText(option);
    case AskedColumn:
        return askedText(option);
    case PurposeColumn:
        return optionPurpose(option);
    default:
        return {};
    }
}

QVariant OptionsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Option");
    case ValueColumn:
        return tr("Now");
    case AskedColumn:
        return tr("Asked for");
    case PurposeColumn:
        return tr("What it is for");
    default:
        return {};
    }
}

Qt::ItemFlags OptionsModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    Qt::ItemFlags flags = Qt::ItemIsSelectable | Qt::ItemIsEnabled | Qt::ItemNeverHasChildren;
    const OptionInfo info = infoAt(index.row());
    if (index.column() == ValueColumn && m_isAlive && !info.isReadOnly())
        flags |= info.kind == OptionKind::Switch ? Qt::ItemIsUserCheckable : Qt::ItemIsEditable;
    return flags;
}

bool OptionsModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || index.column() != ValueColumn || !m_isAlive)
        return false;
    const OptionInfo info = infoAt(index.row());
    OptionValue wanted;
    if (info.kind == OptionKind::Switch && role == Qt::CheckStateRole)
        wanted.number = value.toInt() == Qt::Unchecked ? 0 : 1;
    else if (info.kind == OptionKind::Group && role == Qt::EditRole && !value.toString().isEmpty())
        wanted.text = value.toString().trimmed();
    else if (role == Qt::EditRole && !info.isReadOnly() && info.kind != OptionKind::Group
             && info.kind != OptionKind::Switch)
        wanted.number = std::clamp<qint64>(value.toLongLong(), info.least, info.most);
    else
        return false;
    emit setRequested(info.option, wanted);
    return true;
}

void OptionsModel::retranslate()
{
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_options.isEmpty())
        emit dataChanged(index(0, 0), index(int(m_options.size()) - 1, ColumnCount - 1));
}

} // namespace bothends
