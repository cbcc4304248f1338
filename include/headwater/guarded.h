// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <mutex>
#include <utility>

namespace headwater {

/// Data that can only be reached while its mutex is held. Return no reference to it from With, and
/// do no I/O inside.
template <typename T>
class Guarded {
 public:
  template <typename Use>
  decltype(auto) With(Use&& use) {
    const std::lock_guard lock(mutex_);
    return std::forward<Use>(use)(data_);
  }

 private:
  std::mutex mutex_;
  T data_;
};

}  // namespace headwater
