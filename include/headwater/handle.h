// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>

namespace headwater {

template <auto Free>
struct FreeWith {
  template <typename T>
  void operator()(T* object) const noexcept {
    Free(object);  // NOLINT(cppcoreguidelines-owning-memory): the owner is this handle
  }
};

/// Owns one object of a C library and frees it with `Free`. The only place where a C library's
/// objects are released.
template <typename T, auto Free>
using Handle = std::unique_ptr<T, FreeWith<Free>>;

}  // namespace headwater
