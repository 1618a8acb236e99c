// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/errortext.h"

#include "core/domain/names.h"

#include <QCoreApplication>
#include <QStringList>

namespace Unbin {

namespace {

struct ErrorWords {
    Q_DECLARE_TR_FUNCTIONS(Unbin::ErrorText)
};

} // namespace

QString errorText(const Error &error)
{
    switch (error.kind) {
    case Error::Kind::Cancelled:
        return ErrorWords::tr("It was cancelled.", "error");
    case Error::Kind::Unreachable:
        return ErrorWords::tr("The service can't be reached.", "error");
    case Error::Kind::TimedOut:
        return ErrorWords::tr("The service took too long to answer.", "error");
    case Error::Kind::OutcomeUnknown:
        return ErrorWords::tr(
            "The connection was lost before the answer came, so it is not known whether it worked.", "error");
    case Error::Kind::TlsFailed:
        return ErrorWords::tr("The connection is not secure: the certificate was refused.", "error");
    case Error::Kind::SignInNeeded:
        return ErrorWords::tr("This account is no longer signed in.", "error");
    case Error::Kind::Forbidden:
        return ErrorWords::tr("You don't have the right to do this.", "error");
    case Error::Kind::NotFound:
        return ErrorWords::tr("It isn't there any more.", "error");
    case Error::Kind::NameTaken:
        return ErrorWords::tr("Something with this name is there already.", "error");
    case Error::Kind::ParentMissing:
        return ErrorWords::tr("The folder it belongs to is gone.", "error");
    case Error::Kind::Busy:
        return ErrorWords::tr("Another operation is still working on this item or its folder.", "error");
    case Error::Kind::RateLimited:
        return ErrorWords::tr("The service asks for a longer pause.", "error");
    case Error::Kind::NoRoom:
        return ErrorWords::tr("There is no room left.", "error");
    case Error::Kind::NameInvalid:
        return ErrorWords::tr("This name is not allowed there.", "error");
    case Error::Kind::Changed:
        return ErrorWords::tr("It has changed since it was listed.", "error");
    case Error::Kind::ServiceFailed:
        return ErrorWords::tr("The service has trouble of its own.", "error");
    case Error::Kind::BadResponse:
        return ErrorWords::tr("The service sent an answer that can't be understood.", "error");
    case Error::Kind::TooLarge:
        return ErrorWords::tr("The service sent more than is safe to read.", "error");
    case Error::Kind::Unsupported:
        return ErrorWords::tr("The service can't do this.", "error");
    case Error::Kind::Unsafe:
        return ErrorWords::tr("This was refused because it could leak or overwrite something.", "error");
    case Error::Kind::LocalIo:
        return ErrorWords::tr("A file or folder on this computer can't be read or written.", "error");
    case Error::Kind::Storage:
        return ErrorWords::tr("Unbin's own records can't be read or written.", "error");
    case Error::Kind::KeychainFailed:
        return ErrorWords::tr("The system keychain can't be used.", "error");
    case Error::Kind::Internal:
        return ErrorWords::tr("Unbin made a mistake.", "error");
    }
    Q_UNREACHABLE();
}

QString errorAdvice(const Error &error)
{
    switch (error.kind) {
    case Error::Kind::Cancelled:
        return {};
    case Error::Kind::Unreachable:
        return ErrorWords::tr("Check the network connection, then try again.", "advice after an error");
    case Error::Kind::TimedOut:
    case Error::Kind::ServiceFailed:
    case Error::Kind::RateLimited:
        return ErrorWords::tr("Try again in a few minutes.", "advice after an error");
    case Error::Kind::OutcomeUnknown:
        return ErrorWords::tr("Refresh to see where the item is before you try again.", "advice after an error");
    case Error::Kind::TlsFailed:
        return ErrorWords::tr(
            "Check the clock of this computer, and that nothing intercepts the connection.", "advice after an error");
    case Error::Kind::SignInNeeded:
        return ErrorWords::tr("Sign in again, then try again.", "advice after an error");
    case Error::Kind::Forbidden:
        return ErrorWords::tr("Ask the owner of the folder, or restore to another folder.", "advice after an error");
    case Error::Kind::NotFound:
    case Error::Kind::Changed:
        return ErrorWords::tr("Refresh the list to see what is there now.", "advice after an error");
    case Error::Kind::NameTaken:
        return ErrorWords::tr("Restore it under another name, or to another folder.", "advice after an error");
    case Error::Kind::ParentMissing:
        return ErrorWords::tr("Restore it to another folder.", "advice after an error");
    case Error::Kind::Busy:
        return ErrorWords::tr("Wait until the other operation is done, then try again.", "advice after an error");
    case Error::Kind::NoRoom:
        return ErrorWords::tr("Make room, then try again.", "advice after an error");
    case Error::Kind::NameInvalid:
        return ErrorWords::tr("Restore it under another name.", "advice after an error");
    case Error::Kind::BadResponse:
    case Error::Kind::TooLarge:
        return ErrorWords::tr("Try again; if it stays, something between you and the service may alter its answers.",
            "advice after an error");
    case Error::Kind::Unsupported:
        return ErrorWords::tr("It may work in the service's own web page.", "advice after an error");
    case Error::Kind::Unsafe:
        return ErrorWords::tr("The details say what was found.", "advice after an error");
    case Error::Kind::LocalIo:
        return ErrorWords::tr(
            "Check the permissions of the folder and that the drive is connected.", "advice after an error");
    case Error::Kind::Storage:
        return ErrorWords::tr(
            "Check that the disk is not full and that your profile folder can be written.", "advice after an error");
    case Error::Kind::KeychainFailed:
        return ErrorWords::tr("Unlock the keychain, then try again.", "advice after an error");
    case Error::Kind::Internal:
        return ErrorWords::tr("Please report it together with the details.", "advice after an error");
    }
    Q_UNREACHABLE();
}

QString errorDetails(const Error &error)
{
    QStringList lines = {QStringLiteral("kind: ") + kindName(error.kind)};
    if (error.httpStatus != 0)
        lines += QStringLiteral("status: %1").arg(error.httpStatus);
    if (!error.code.isEmpty())
        lines += QStringLiteral("code: ") + displayName(error.code);
    if (!error.requestId.isEmpty())
        lines += QStringLiteral("request: ") + displayName(error.requestId);
    if (error.retryAfter)
        lines += QStringLiteral("retry after: %1 ms").arg(error.retryAfter->count());
    if (!error.detail.isEmpty())
        lines += QStringLiteral("detail: ") + displayName(error.detail);
    return lines.join(u'\n');
}

QString remarkText(Remark remark)
{
    switch (remark) {
    case Remark::None:
        return {};
    case Remark::OriginUnknown:
        return ErrorWords::tr(
            "Nothing says where this came from; choose a folder to restore it to.", "remark about an item");
    case Remark::OriginOutsideVolume:
        return ErrorWords::tr("The note says that this came from another drive, which can't be right; choose a folder.",
            "remark about an item");
    case Remark::UntrustedBin:
        return ErrorWords::tr(
            "This drive keeps no owners, so anybody may have put this here; choose a folder.", "remark about an item");
    case Remark::InfoBroken:
        return ErrorWords::tr("The note of where this came from can't be read; choose a folder to restore it to.",
            "remark about an item");
    case Remark::ContentMissing:
        return ErrorWords::tr(
            "The content is gone; only the entry is left and can be deleted.", "remark about an item");
    case Remark::DriveNotConnected:
        return ErrorWords::tr("The drive it came from is not connected.", "remark about an item");
    case Remark::PartlyDeleted:
        return ErrorWords::tr(
            "Deleting it for good stopped half way; parts of it are missing.", "remark about an item");
    case Remark::MayBeGone:
        return ErrorWords::tr("It was here at an earlier refresh and was not seen since.", "remark about an item");
    case Remark::InsideTrashedFolder:
        return ErrorWords::tr("It lies inside a folder of the bin. Restoring it alone may fail; restoring the folder "
                              "brings it back too.",
            "remark about an item");
    }
    Q_UNREACHABLE();
}

} // namespace Unbin
