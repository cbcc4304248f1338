// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/own_program.h"

#include <unistd.h>

#include <array>

namespace headwater {

Result<std::string> OwnProgram() {
  std::array<char, 4096> path{};
  const ssize_t length = readlink("/proc/self/exe", path.data(), path.size());
  if (length <= 0) return Error{Errc::kInternal, "/proc/self/exe cannot be read"};
  return std::string(path.data(), static_cast<size_t>(length));
}

}  // namespace headwater
