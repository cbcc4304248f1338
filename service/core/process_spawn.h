// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <sys/types.h>

#include <utility>

#include "headwater/process.h"
#include "headwater/result.h"

/// \file
/// Private to process.cc: from a ProcessSpec to a running child.

namespace headwater {

/// Owns a file descriptor.
class OwnedFd {
 public:
  OwnedFd() = default;
  explicit OwnedFd(int number) : number_(number) {}
  OwnedFd(OwnedFd&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  OwnedFd& operator=(OwnedFd&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~OwnedFd() { Close(); }

  void Close();
  int number() const { return number_; }
  bool is_open() const { return number_ >= 0; }

 private:
  int number_ = -1;
};

/// A child that leads a session and process group of its own. Nobody has waited for it yet, so its
/// number stays its own.
struct SpawnedChild {
  pid_t pid = 0;
  OwnedFd handle;  ///< pidfd_open(2): readable when it has ended.
  OwnedFd input;   ///< Our ends of its pipes; they do not block.
  OwnedFd output;
  OwnedFd error;
};

/// kInternal, with the reason of the kernel, when the program does not start. Thread-safe.
Result<SpawnedChild> Spawn(const ProcessSpec& spec);

}  // namespace headwater
