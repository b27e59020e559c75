// SPDX-License-Identifier: MIT
#include "gui/notekeeping.h"

#include "gui/inlinemessage.h"
#include "gui/mainwindow.h"
#include "store/sessionwriter.h"

#include <QAction>
#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

struct NoteTexts
{
    Q_DECLARE_TR_FUNCTIONS(bothends::NoteKeeping)
};

} // namespace

void keepNotes(MainWindow &window, SessionWriter &writer)
{
    QObject::connect(&window.notes(), &RowNotes::changed, &writer, [&window, &writer](qsizetype row) {
        writer.note(window.notes().at(window.readings().journal, row));
    });
}

void watchUnsavedNotes(MainWindow &window)
{
    QObject::connect(&window.notes(), &RowNotes::edited, &window, [&window] {
        if (window.isWindowModified())
            return;
        window.setWindowModified(true);
        window.message().say(
            InlineMessage::Kind::Note,
            NoteTexts::tr("The file is only read: your notes are kept in this window until you save the "
                          "session."),
            {}, {{u"saveNotes"_s, NoteTexts::tr("Save Session As…"), [&window] {
                      window.findChild<QAction *>(u"saveSessionAction"_s)->trigger();
                  }}});
    });
    window.addLossCheck([&window] {
        return window.isWindowModified()
            ? NoteTexts::tr("The notes that you made in this window are not saved. File, Save Session As "
                            "saves them together with the session.")
            : QString();
    });
}

} // namespace bothends
