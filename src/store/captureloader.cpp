// SPDX-License-Identifier: MIT
#include "store/captureloader.h"

#include "store/capturepayloads.h"
#include "store/copyprogress.h"
#include "store/sessionfile.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QtEndian>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>

namespace bothends {

namespace {

struct CaptureTexts
{
    Q_DECLARE_TR_FUNCTIONS(bothends::CaptureTexts)
};

constexpr int kPortion = 500; // events in one turn of the event loop: a few milliseconds
constexpr qint64 kPortionBytes = qint64(4) * 1024 * 1024;

int plural(qint64 count)
{
    return int(qMin<qint64>(count, INT_MAX));
}

} // namespace

bool isCapture(const QString &path)
{
    constexpr std::array<quint32, 3> kMagics{0x0A0D0D0A, 0xA1B2C3D4, 0xA1B23C4D};
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return false;
    const QByteArray magic = file.read(4);
    if (magic.size() < 4)
        return false;
    return std::any_of(kMagics.begin(), kMagics.end(), [&magic](quint32 wanted) {
        return qFromLittleEndian<quint32>(magic.constData()) == wanted
            || qFromBigEndian<quint32>(magic.constData()) == wanted;
    });
}

std::optional<Error> importCapture(const QString &capture, const QString &session,
                                   CaptureImport::LeftOut &leftOut, std::optional<Error> &fault,
                                   CopyProgress *progress)
{
    QFile device(capture);
    if (!device.open(QIODevice::ReadOnly))
        return Error{ErrorCode::FileUnreadable, errno, capture, 0, {}};
    CaptureImport import(device, capture);
    auto made = SessionFile::create(session);
    if (const Error *error = std::get_if<Error>(&made))
        return *error;
    const auto write = [&]() -> std::optional<Error> {
        SessionFile file = std::get<SessionFile>(std::move(made));
        while (!import.isAtEnd()) {
            const QList<Event> events = import.read(10 * kPortion, kPortionBytes);
            if (auto error = file.beginTransaction())
                return error;
            for (const Event &event : events) {
                if (auto error = file.append(event))
                    return error;
            }
            if (auto error = file.commit())
                return error;
            if (progress && progress->isCancelled())
                return Error{ErrorCode::TransferCancelled, 0, session, 0, {}};
            if (progress)
                progress->setPercent(int(100 * import.position() / qMax<qint64>(1, device.size())));
        }
        return file.finish();
    };
    std::optional<Error> error = write();
    if (error)
        SessionFile::remove(session); // half of it
    leftOut = import.leftOut();
    fault = import.fault();
    return error;
}

std::variant<std::unique_ptr<CaptureLoader>, Error> CaptureLoader::open(const QString &path, Journal &journal,
                                                                        CapturePayloads &payloads)
{
    auto file = std::make_unique<QFile>(path);
    if (!file->open(QIODevice::ReadOnly))
        return Error{ErrorCode::FileUnreadable, errno, path, 0, {}};
    return std::unique_ptr<CaptureLoader>(new CaptureLoader(std::move(file), journal, payloads));
}

CaptureLoader::CaptureLoader(std::unique_ptr<QFile> file, Journal &journal, CapturePayloads &payloads)
    : m_file(std::move(file))
    , m_import(*m_file, m_file->fileName())
    , m_journal(journal)
    , m_payloads(payloads)
    , m_timer(this)
{
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (loadSome())
            return;
        m_timer.stop();
        emit finished();
    });
}

bool CaptureLoader::loadSome()
{
    if (m_import.isAtEnd())
        return false;
    const QList<Event> events = m_import.read(kPortion, kPortionBytes);
    if (!events.isEmpty()) {
        m_payloads.announce(m_import.places());
        m_journal.append(events);
        emit progressed();
    }
    return true;
}

QString leftOutText(const CaptureImport::LeftOut &leftOut)
{
    QStringList parts;
    if (leftOut.other > 0)
        parts << CaptureTexts::tr("%n packet(s) of other protocols", nullptr, plural(leftOut.other));
    if (leftOut.fragments > 0)
        parts << CaptureTexts::tr("%n fragment(s) without a header", nullptr, plural(leftOut.fragments));
    if (leftOut.damaged > 0)
        parts << CaptureTexts::tr("%n damaged packet(s), or cut within their headers", nullptr,
                                  plural(leftOut.damaged));
    //: Between parts of a list
    return parts.isEmpty() ? QString()
                           : CaptureTexts::tr("Left out: %1.").arg(parts.join(CaptureTexts::tr(", ")));
}

} // namespace bothends
