// SPDX-License-Identifier: MIT
#pragma once

#include "core/icmp.h"
#include "core/socketcall.h"

#include <QWidget>

class QLabel;
class QTableWidget;

namespace bothends {

/// Beside the bytes of a row: the fields of a packet, each with its place, and the ancillary data that came
/// with it. Choosing a field tells which bytes it is. Hidden when there is neither.
class BytesAside : public QWidget
{
    Q_OBJECT
public:
    explicit BytesAside(QWidget *parent = nullptr);

    void setFields(const QList<icmp::Field> &fields);
    void setAncillary(const QList<AncillaryItem> &items);
    bool isEmpty() const;

signals:
    void fieldChosen(int offset, int length);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void resizeFonts();
    void fill();

    QList<icmp::Field> m_fieldList;
    QList<AncillaryItem> m_items;
    QLabel *m_fieldsTitle;
    QTableWidget *m_fields;
    QLabel *m_ancillaryTitle;
    QTableWidget *m_ancillary;
};

} // namespace bothends
