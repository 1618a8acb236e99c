// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/sandboxdrive.h"
#include "app/sandbox/yandex/yandexquirks.h"

#include <QByteArray>
#include <QJsonObject>
#include <QStringList>

#include <functional>

namespace Unbin {

/** Work that goes on after the answer 202 (yandex-disk.md section 3). */
struct YandexOperation {
    QByteArray id; ///< 64 hexadecimal digits
    const SandboxDrive *drive = nullptr;
    QStringList touches; ///< whole paths, with scheme: they and what is below or above them are locked
    std::function<bool()> apply; ///< does the work; false if it can't be done any more
    std::chrono::milliseconds endsAt{0}; ///< monotonic
    int pollsLeft = 0;
    YandexQuirks::OperationFate fate = YandexQuirks::OperationFate::Succeeds;
    enum class State : unsigned char { Running, Done, Failed } state = State::Running;
};

/** Something that the lists do not tell yet, or still tell. */
struct YandexLag {
    const SandboxDrive *drive = nullptr;
    SandboxRef ref;
    std::chrono::milliseconds until{0}; ///< monotonic
    bool isArrival = true; ///< false: it left, and still shows
    QJsonObject entry; ///< what still shows
};

} // namespace Unbin
