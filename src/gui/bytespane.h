// SPDX-License-Identifier: MIT
#pragma once

#include "core/readings.h"

#include <QWidget>

class QLabel;
class QSplitter;

namespace bothends {

class BufferStrip;
class BytesAside;
class HexView;

/// The Bytes page of the inspector: the stream that a row belongs to, with the bytes of the row marked, what
/// stream that is, and what is selected. Where there is more to see: the fields of a packet and ancillary
/// data beside it, the buffer that was read into below it, the file that holds the bytes above it. It follows
/// the journal and the encoding of the connection; while it is hidden it does nothing. In the journal's
/// thread.
class BytesPane : public QWidget
{
    Q_OBJECT
public:
    explicit BytesPane(const Readings &readings, QWidget *parent = nullptr);

    /// @param row of the journal; -1 or a row without bytes: it says where there are some
    void showRow(qsizetype row);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    bool hasBytes() const;
    void refresh();
    void takeIn();
    void readAgain(quint32 connection);
    void nameStream();
    void showParts();
    QString streamText() const;
    QString aloneText() const;
    QString emptyText() const;
    QString fileText() const;

    Readings m_readings;
    QSplitter *m_middle;
    HexView *m_view;
    BytesAside *m_aside;
    BufferStrip *m_buffer;
    QLabel *m_stream;
    QLabel *m_file;
    QLabel *m_status;
    QLabel *m_empty;
    qsizetype m_row = -1;
    bool m_isStale = true;
};

} // namespace bothends
