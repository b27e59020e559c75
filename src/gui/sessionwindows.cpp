// SPDX-License-Identifier: MIT
#include "gui/sessionwindows.h"

#include "gui/inlinemessage.h"
#include "gui/interruptednotice.h"
#include "gui/mainwindow.h"
#include "gui/notekeeping.h"
#include "gui/recordedsession.h"
#include "gui/sessionactions.h"
#include "gui/storewatch.h"
#include "store/captureloader.h"
#include "store/capturepayloads.h"
#include "store/sessionloader.h"
#include "store/sessionpayloads.h"

#include <QBoxLayout>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace bothends {

struct SessionWindows::Window
{
    std::unique_ptr<RecordedSession> recorded; // of a live window
    std::unique_ptr<Session> stored; // of any other
    QString file; // empty = in memory
    std::unique_ptr<MainWindow> window; // goes first

    Session &session() { return recorded ? recorded->session() : *stored; }
};

SessionWindows::SessionWindows(Languages &languages, QSettings &store, QString folder, KernelSource kernel,
                               QObject *parent)
    : QObject(parent)
    , m_languages(languages)
    , m_store(store)
    , m_folder(std::move(folder))
    , m_kernel(kernel)
{
}

SessionWindows::~SessionWindows() = default;

MainWindow *SessionWindows::openNew()
{
    auto made = std::make_unique<Window>();
    made->recorded = std::make_unique<RecordedSession>(m_folder);
    made->file = made->recorded->path();
    made->session().observeKernel(m_kernel);
    made->window = std::make_unique<MainWindow>(made->session(), m_languages, m_store);
    MainWindow *window = made->window.get();
    if (const std::optional<Error> &fault = made->recorded->fault())
        window->message().say(InlineMessage::Kind::Warning, errorText(*fault).what,
                              tr("This session is kept in memory only: save it with File, Save Session As "
                                 "before you close the window."));
    if (SessionWriter *writer = made->recorded->writer()) {
        new StoreWatch(*window, *writer, made->recorded->path(), m_store);
        keepNotes(*window, *writer);
    }
    take(std::move(made));
    return window;
}

std::variant<MainWindow *, Error> SessionWindows::open(const QString &file)
{
    const QString path = QFileInfo(file).absoluteFilePath();
    for (const auto &each : m_windows) {
        if (each->stored && each->file == path) {
            each->window->raise();
            each->window->activateWindow();
            return each->window.get();
        }
    }
    if (isCapture(path))
        return openCapture(path);
    auto reader = SessionFile::open(path); // for the payloads
    if (const Error *error = std::get_if<Error>(&reader))
        return *error;
    auto opened = SessionFile::open(path); // for the events
    if (const Error *error = std::get_if<Error>(&opened))
        return *error;
    MainWindow *window
        = openStored(std::make_unique<SessionPayloads>(std::get<SessionFile>(std::move(reader))), path);
    load(std::get<SessionFile>(std::move(opened)), m_windows.back()->session(), *window);
    return window;
}

MainWindow *SessionWindows::openStored(std::unique_ptr<PayloadStore> payloads, const QString &path)
{
    auto made = std::make_unique<Window>();
    made->file = path;
    made->stored = std::make_unique<Session>(16ms, nullptr, std::move(payloads));
    made->window
        = std::make_unique<MainWindow>(made->session(), m_languages, m_store, MainWindow::Purpose::Stored);
    MainWindow *window = made->window.get();
    window->setWindowTitle(
        u"%1[*] – BothEnds"_s.arg(QFileInfo(path).fileName().replace(u"[*]"_s, u"[*][*]"_s)));
    take(std::move(made));
    watchUnsavedNotes(*window);
    return window;
}

// Its rows come while it is shown, and what has no row is said at the end.
std::variant<MainWindow *, Error> SessionWindows::openCapture(const QString &path)
{
    auto store = std::make_unique<CapturePayloads>(path);
    CapturePayloads &payloads = *store;
    if (const auto error = payloads.fault())
        return *error;
    MainWindow *window = openStored(std::move(store), path);
    auto opened = CaptureLoader::open(path, m_windows.back()->session().journal(), payloads);
    if (const Error *error = std::get_if<Error>(&opened)) { // it went away in between
        const ErrorText text = errorText(*error);
        window->message().say(InlineMessage::Kind::Error, text.what, text.nextStep);
        return window;
    }
    CaptureLoader *loader = std::get<std::unique_ptr<CaptureLoader>>(opened).release();
    loader->setParent(window);
    connect(
        loader, &CaptureLoader::progressed, window, [window] { window->showRow(0); },
        Qt::SingleShotConnection);
    connect(loader, &CaptureLoader::finished, window, [window, loader] {
        const QString leftOut = leftOutText(loader->leftOut());
        if (const auto fault = loader->fault()) {
            const ErrorText text = errorText(*fault);
            window->message().say(InlineMessage::Kind::Warning, text.what,
                                  leftOut.isEmpty() ? text.nextStep : text.nextStep + u' ' + leftOut);
        } else if (!leftOut.isEmpty()) {
            window->message().say(InlineMessage::Kind::Note, leftOut);
        }
    });
    loader->start();
    return window;
}

// Its rows come while it is shown.
void SessionWindows::load(SessionFile file, Session &session, MainWindow &window)
{
    auto *loader = new SessionLoader(std::move(file), session.journal(), &window);
    connect(
        loader, &SessionLoader::progressed, &window, [&window] { window.showRow(0); },
        Qt::SingleShotConnection);
    connect(loader, &SessionLoader::finished, &window, [&window, loader](std::optional<Error> fault) {
        window.notes().take(window.readings().journal, loader->notes());
        fault = fault ? fault : loader->fault(); // of the notes
        if (!fault)
            return;
        const ErrorText text = errorText(*fault);
        window.message().say(InlineMessage::Kind::Warning, text.what, text.nextStep);
    });
    loader->start();
}

void SessionWindows::take(std::unique_ptr<Window> made)
{
    Window *each = made.get();
    Session &session = made->session();
    // Say goodbye to all connections in order, but do not keep the user waiting for a peer that is silent.
    SessionWriter *writer = each->recorded ? each->recorded->writer() : nullptr;
    connect(each->window.get(), &MainWindow::closed, &session, [&session, writer] {
        if (writer)
            QObject::disconnect(writer, nullptr, &session, nullptr); // held, it would never end
        session.setHeld(false);
        session.stopAll(500ms);
    });
    connect(
        &session, &Session::stopped, this, [this, each] { release(each); }, Qt::QueuedConnection);
    new SessionActions(*each->window, *this, session, each->file, writer);
    m_windows.push_back(std::move(made));
    each->window->show();
}

void SessionWindows::release(const Window *window)
{
    const auto place = std::find_if(m_windows.begin(), m_windows.end(),
                                    [window](const auto &each) { return each.get() == window; });
    if (place == m_windows.end())
        return;
    const std::unique_ptr<Window> gone = std::move(*place);
    m_windows.erase(place);
    if (m_windows.empty())
        emit lastClosed();
}

Session *SessionWindows::liveSession(const MainWindow *window) const
{
    for (const auto &each : m_windows) {
        if (each->window.get() == window && each->recorded)
            return &each->session();
    }
    return nullptr;
}

void SessionWindows::offerInterrupted(MainWindow &window)
{
    auto *notice = new InterruptedNotice(*this, window.centralWidget());
    if (auto *layout = qobject_cast<QBoxLayout *>(window.centralWidget()->layout()))
        layout->insertWidget(0, notice);
    connect(notice, &InterruptedNotice::failed, &window.message(), [&window](const Error &error) {
        const ErrorText text = errorText(error);
        window.message().say(InlineMessage::Kind::Error, text.what, text.nextStep);
    });
    notice->offer();
}

} // namespace bothends
