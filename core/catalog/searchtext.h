// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace Unbin {

/** The form in which the filter compares text, UTF-8: case does not matter, nor how a letter is composed
   (names from macOS come in pieces). */
inline QByteArray searchText(const QString &text)
{
    return text.normalized(QString::NormalizationForm_C).toCaseFolded().toUtf8();
}

} // namespace Unbin
