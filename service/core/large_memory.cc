// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/large_memory.h"

#include <sys/mman.h>

#include <memory>

namespace headwater {
namespace {

// Of the processors that we are built for: x86-64 and 64-bit Arm with pages of 4 KiB.
constexpr size_t kLargePageBytes = size_t{2} << 20U;
// Less costs no time worth saving.
constexpr size_t kMinBytes = 4 * kLargePageBytes;

}  // namespace

void PreferLargePages(void* begin, size_t bytes) {
  if (bytes < kMinBytes) return;
  // Whole pages only: others share theirs with memory of somebody else.
  size_t space = bytes;
  if (std::align(kLargePageBytes, kLargePageBytes, begin, space) == nullptr) return;
  const size_t whole = space / kLargePageBytes * kLargePageBytes;
  // A system that has none refuses, and nothing is lost.
  (void)madvise(begin, whole, MADV_HUGEPAGE);
}

}  // namespace headwater
