// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>

namespace headwater {

/// Says of memory that is about to be filled that it is large, so that the system gives it in few
/// large pages (madvise(2), MADV_HUGEPAGE) instead of thousands of small ones. Changes nothing but
/// the time that takes; does nothing for less than some megabytes, and where the system has none.
void PreferLargePages(void* begin, size_t bytes);

}  // namespace headwater
