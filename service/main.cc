// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <exception>
#include <iostream>
#include <span>

#include "service/app.h"

namespace {

bool Write(const std::string& text, std::FILE* file) {
  return std::fwrite(text.data(), 1, text.size(), file) == text.size() && std::fflush(file) == 0;
}

}  // namespace

int main(int argc, char** argv) {
  // Nothing is written by two libraries at once: see Write.
  std::ios::sync_with_stdio(false);
  // Errors are values below; what still flies (memory that ends) is "could not check", never green.
  try {
    const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    const headwater::Streams streams{.in = std::cin,
                                     .out = std::cout,
                                     .progress = isatty(STDERR_FILENO) == 1 ? &std::cerr : nullptr};
    const headwater::CommandResult result =
        headwater::RunApp(std::span<char* const>(argv, static_cast<size_t>(argc)), streams, today);
    const bool written =
        std::cout.flush().good() && Write(result.out, stdout) && Write(result.err, stderr);
    return written ? result.exit_code : headwater::kExitUnknown;
  } catch (const std::exception&) {
    // Not what(): it may quote foreign bytes, and memory may have ended.
    (void)std::fputs("headwater: could not check: out of memory, or a fault of Headwater\n",
                     stderr);
    return headwater::kExitUnknown;
  }
}
