// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

/**
 * What is fuzzed: each function takes bytes as they may come from outside and gives them to the parsers that would meet
 * them. It must return, whatever they are; what is parsed is checked for promises that everyone else builds on, with
 * qFatal(). README.md says how to run them.
 */
namespace Unbin::Fuzz {

void boxreplies(const QByteArray &bytes);
void onedrivereplies(const QByteArray &bytes);
void yandexreplies(const QByteArray &bytes);
void trashinfo(const QByteArray &bytes);
void journalrow(const QByteArray &bytes);
void journalfile(const QByteArray &bytes);
void endpoints(const QByteArray &bytes);
void httpfields(const QByteArray &bytes);
void versions(const QByteArray &bytes);
void preview(const QByteArray &bytes);

} // namespace Unbin::Fuzz
