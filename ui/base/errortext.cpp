// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/errortext.h"

#include "core/domain/names.h"

#include <QCoreApplication>
#include <QStringList>

namespace Unbin {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Unbin::ErrorText)
};

} // namespace

QString errorText(const Error &error)
{
    switch (error.kind) {
    case Error::Kind::Cancelled:
        return Texts::tr("It was cancelled.", "error");
    case Error::Kind::Unreachable:
        return Texts::tr("The service can't be reached.", "error");
    case Error::Kind::TimedOut:
        return Texts::tr("The service took too long to answer.", "error");
    case Error::Kind::OutcomeUnknown:
        return Texts::tr(
            "The connection was lost before the answer came, so it is not known whether it worked.", "error");
    case Error::Kind::TlsFailed:
        return Texts::tr("The connection is not secure: the certificate was refused.", "error");
    case Error::Kind::SignInNeeded:
        return Texts::tr("This account is no longer signed in.", "error");
    case Error::Kind::Forbidden:
        return Texts::tr("You don't have the right to do this.", "error");
    case Error::Kind::NotFound:
        return Texts::tr("It isn't there any more.", "error");
    case Error::Kind::NameTaken:
        return Texts::tr("Something with this name is there already.", "error");
    case Error::Kind::ParentMissing:
        return Texts::tr("The folder it belongs to is gone.", "error");
    case Error::Kind::Busy:
        return Texts::tr("Another operation is still working on this item or its folder.", "error");
    case Error::Kind::RateLimited:
        return Texts::tr("The service asks for a longer pause.", "error");
    case Error::Kind::NoRoom:
        return Texts::tr("There is no room left.", "error");
    case Error::Kind::NameInvalid:
        return Texts::tr("This name is not allowed there.", "error");
    case Error::Kind::Changed:
        return Texts::tr("It has changed since it was listed.", "error");
    case Error::Kind::ServiceFailed:
        return Texts::tr("The service has trouble of its own.", "error");
    case Error::Kind::BadResponse:
        return Texts::tr("The service sent an answer that can't be understood.", "error");
    case Error::Kind::TooLarge:
        return Texts::tr("The service sent more than is safe to read.", "error");
    case Error::Kind::Unsupported:
        return Texts::tr("The service can't do this.", "error");
    case Error::Kind::Unsafe:
        return Texts::tr("This was refused because it could leak or overwrite something.", "error");
    case Error::Kind::LocalIo:
        return Texts::tr("A file or folder on this computer can't be read or written.", "error");
    case Error::Kind::Storage:
        return Texts::tr("Unbin's own records can't be read or written.", "error");
    case Error::Kind::KeychainFailed:
        return Texts::tr("The system keychain can't be used.", "error");
    case Error::Kind::Internal:
        return Texts::tr("Unbin made a mistake.", "error");
    }
    Q_UNREACHABLE();
}

QString errorAdvice(const Error &error)
{
    switch (error.kind) {
    case Error::Kind::Cancelled:
        return {};
    case Error::Kind::Unreachable:
        return Texts::tr("Check the network connection, then try again.", "advice after an error");
    case Error::Kind::TimedOut:
    case Error::Kind::ServiceFailed:
    case Error::Kind::RateLimited:
        return Texts::tr("Try again in a few minutes.", "advice after an error");
    case Error::Kind::OutcomeUnknown:
        return Texts::tr("Refresh to see where the item is before you try again.", "advice after an error");
    case Error::Kind::TlsFailed:
        return Texts::tr("Check the clock of this computer, and that nothing intercepts the connection.",
            "advice after an error");
    case Error::Kind::SignInNeeded:
        return Texts::tr("Sign in again, then try again.", "advice after an error");
    case Error::Kind::Forbidden:
        return Texts::tr(
            "Ask the owner of the folder, or restore to another folder.", "advice after an error");
    case Error::Kind::NotFound:
    case Error::Kind::Changed:
        return Texts::tr("Refresh the list to see what is there now.", "advice after an error");
    case Error::Kind::NameTaken:
        return Texts::tr("Restore it under another name, or to another folder.", "advice after an error");
    case Error::Kind::ParentMissing:
        return Texts::tr("Restore it to another folder.", "advice after an error");
    case Error::Kind::Busy:
        return Texts::tr("Wait until the other operation is done, then try again.", "advice after an error");
    case Error::Kind::NoRoom:
        return Texts::tr("Make room, then try again.", "advice after an error");
    case Error::Kind::NameInvalid:
        return Texts::tr("Restore it under another name.", "advice after an error");
    case Error::Kind::BadResponse:
    case Error::Kind::TooLarge:
        return Texts::tr(
            "Try again; if it stays, something between you and the service may alter its answers.",
            "advice after an error");
    case Error::Kind::Unsupported:
        return Texts::tr("It may work in the service's own web page.", "advice after an error");
    case Error::Kind::Unsafe:
        return Texts::tr("The details say what was found.", "advice after an error");
    case Error::Kind::LocalIo:
        return Texts::tr(
            "Check the permissions of the folder and that the drive is connected.", "advice after an error");
    case Error::Kind::Storage:
        return Texts::tr("Check that the disk is not full and that your profile folder can be written.",
            "advice after an error");
    case Error::Kind::KeychainFailed:
        return Texts::tr("Unlock the keychain, then try again.", "advice after an error");
    case Error::Kind::Internal:
        return Texts::tr("Please report it together with the details.", "advice after an error");
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
        return Texts::tr(
            "Nothing says where this came from; choose a folder to restore it to.", "remark about an item");
    case Remark::OriginOutsideVolume:
        return Texts::tr(
            "The note says that this came from another drive, which can't be right; choose a folder.",
            "remark about an item");
    case Remark::UntrustedBin:
        return Texts::tr("This drive keeps no owners, so anybody may have put this here; choose a folder.",
            "remark about an item");
    case Remark::InfoBroken:
        return Texts::tr("The note of where this came from can't be read; choose a folder to restore it to.",
            "remark about an item");
    case Remark::ContentMissing:
        return Texts::tr(
            "The content is gone; only the entry is left and can be deleted.", "remark about an item");
    case Remark::DriveNotConnected:
        return Texts::tr("The drive it came from is not connected.", "remark about an item");
    case Remark::PartlyDeleted:
        return Texts::tr(
            "Deleting it for good stopped half way; parts of it are missing.", "remark about an item");
    case Remark::MayBeGone:
        return Texts::tr("It was here at an earlier refresh and was not seen since.", "remark about an item");
    }
    Q_UNREACHABLE();
}

} // namespace Unbin
