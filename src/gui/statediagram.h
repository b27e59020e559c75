// SPDX-License-Identifier: MIT
#pragma once

#include "core/event.h"
#include "core/statepath.h"
#include "gui/statediagramlayout.h"

#include <QWidget>

namespace bothends {

/// What a diagram shows of one end.
struct StateDiagramContent
{
    Side side = Side::Server;
    QString heading; ///< `Server 127.0.0.1:30000`
    bool isOutside = false; ///< the socket is another program's
    bool isKnown = false; ///< whether a state is lit
    TcpState state = TcpState::Closed; ///< lit
    bool isObserved = false; ///< the kernel reported it
    QList<PathStep> path;
    QString note; ///< one line; may be empty

    friend bool operator==(const StateDiagramContent &, const StateDiagramContent &) = default;
};

/// Paints the TCP state machine of one end: the way it took, numbered, and where it is now. States that
/// nobody observed are hatched. What is painted is also said in the accessible description.
class StateDiagram : public QWidget
{
    Q_OBJECT
public:
    explicit StateDiagram(QWidget *parent = nullptr);

    void setContent(const StateDiagramContent &content);
    const StateDiagramContent &content() const { return m_content; }
    bool hasHatching() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    enum class Look : quint8 { Untouched, Passed, Current };
    struct Box
    {
        QRectF rect;
        TcpState state = TcpState::Closed;
        Look look = Look::Untouched;
        bool isObserved = true;
    };
    void restyle();
    void relayout();
    void describe();
    QStringList footer() const;
    qreal headHeight() const;
    qreal footHeight() const;
    QFont diagramFont() const;
    QList<Box> boxes() const;
    void paintHead(QPainter &painter) const;
    void paintFoot(QPainter &painter) const;
    void paintEdges(QPainter &painter) const;
    void paintLabels(QPainter &painter) const;
    void paintBox(QPainter &painter, const Box &box) const;

    StateDiagramContent m_content;
    StateDiagramText m_text;
    StateDiagramLayout m_layout;
    QFont m_headFont;
    QFont m_footFont;
};

} // namespace bothends
