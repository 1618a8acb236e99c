// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preview/renderjob.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace Unbin {

namespace {

QString &chosenProgram()
{
    static QString path;
    return path;
}

QString program()
{
    if (!chosenProgram().isEmpty())
        return chosenProgram();
    const QString beside = QCoreApplication::applicationDirPath() + QStringLiteral("/unbin-preview");
    if (QFileInfo::exists(beside))
        return beside;
    return QCoreApplication::applicationDirPath() + QStringLiteral("/../libexec/unbin/unbin-preview");
}

Error errorOf(int code)
{
    switch (RenderEnd(code)) {
    case RenderEnd::TooLarge:
        return Error::of(Error::Kind::TooLarge);
    case RenderEnd::Locked:
        return Error::of(Error::Kind::Forbidden, QStringLiteral("locked by a password"));
    case RenderEnd::NoDecoder:
        return Error::of(Error::Kind::Unsupported, QStringLiteral("no decoder for this format is installed"));
    case RenderEnd::Done:
    case RenderEnd::Unreadable:
        break;
    }
    return Error::of(Error::Kind::BadResponse, QStringLiteral("the content can't be decoded"));
}

} // namespace

RenderJob::RenderJob(RenderRequest request, std::chrono::milliseconds limit)
    : m_request(std::move(request))
    , m_limit(limit)
{ }

RenderJob::~RenderJob()
{
    release();
}

void RenderJob::setProgram(const QString &path)
{
    chosenProgram() = path;
}

void RenderJob::run()
{
    m_process = std::make_unique<QProcess>();
    connect(m_process.get(), &QProcess::readyReadStandardOutput, this, &RenderJob::read);
    connect(m_process.get(), &QProcess::finished, this, &RenderJob::ended);
    connect(m_process.get(), &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            fail(Error::of(Error::Kind::LocalIo, QStringLiteral("unbin-preview can't be started")));
    });
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        release();
        fail(Error::of(Error::Kind::TimedOut, QStringLiteral("decoding takes too long")));
    });
    m_timer.start(m_limit);
    m_process->setStandardErrorFile(QProcess::nullDevice());
    m_process->start(program(),
        {m_request.format.isEmpty() ? QStringLiteral("pages") : QString::fromLatin1(m_request.format), m_request.path,
            QString::number(m_request.page), QString::number(m_request.largest.width()),
            QString::number(m_request.largest.height())},
        QIODevice::ReadOnly);
}

void RenderJob::read()
{
    m_bytes += m_process->readAllStandardOutput();
    if (m_bytes.size() <= PictureLimits::kMostBytes)
        return;
    release();
    fail(Error::of(Error::Kind::TooLarge));
}

void RenderJob::ended(int code, QProcess::ExitStatus status)
{
    m_timer.stop();
    if (status != QProcess::NormalExit || code != int(RenderEnd::Done))
        return fail(status == QProcess::NormalExit ? errorOf(code) : errorOf(int(RenderEnd::Unreadable)));
    m_bytes += m_process->readAllStandardOutput();
    finish(readPicture(m_bytes));
}

/** A killed program is waited for by Qt, not by us. */
void RenderJob::release()
{
    m_timer.stop();
    if (!m_process)
        return;
    QProcess *process = m_process.release();
    process->disconnect(this);
    QObject::connect(process, &QProcess::finished, process, &QObject::deleteLater);
    process->kill();
    if (process->state() == QProcess::NotRunning)
        process->deleteLater();
}

} // namespace Unbin
