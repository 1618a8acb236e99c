// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/error.h"

#include <tl/expected.hpp>

namespace Unbin {

/** A value, or why there is none. Exceptions do not cross our functions. */
template<class T>
using Result = tl::expected<T, Error>;

/** The value of an operation that has nothing to tell but that it is done. */
struct Done {
    friend bool operator==(Done, Done) { return true; }
};

inline tl::unexpected<Error> failure(Error error) { return tl::unexpected<Error>(std::move(error)); }
inline tl::unexpected<Error> failure(Error::Kind kind, QString detail = {})
{
    return tl::unexpected<Error>(Error::of(kind, std::move(detail)));
}

} // namespace Unbin
