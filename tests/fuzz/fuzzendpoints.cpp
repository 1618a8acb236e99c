// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/endpoints.h"
#include "tests/fuzz/fuzztargets.h"

namespace Unbin::Fuzz {

void endpoints(const QByteArray &bytes)
{
    const auto read = Endpoints::parse(bytes);
    if (!read)
        return;
    for (const ServiceEndpoints &service : {read->box, read->onedrive, read->yandex}) {
        const bool isSecret = service.api.scheme() == QLatin1String("https");
        const QString host = service.api.host();
        const bool isHere = host == QLatin1String("localhost") || host.startsWith(QLatin1String("127."))
            || host == QLatin1String("::1");
        if (!isSecret && !isHere)
            qFatal("a token would go in the clear to %s", qPrintable(host));
    }
}

} // namespace Unbin::Fuzz
