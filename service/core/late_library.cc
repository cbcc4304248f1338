// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/late_library.h"

#include <dlfcn.h>

#include <cstdio>
#include <cstdlib>

#include "headwater/check.h"

namespace headwater {
namespace {

std::string LinkerMessage() {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): of this thread, dlerror(3).
  const char* message = dlerror();
  return message != nullptr ? message : "no reason given";
}

}  // namespace

// Lazily bound, as a library that is linked to: all its calls at once would cost more than they
// save. Never closed: a library of C may keep threads and handlers.
LateLibrary::LateLibrary(const char* soname, const char* package)
    : library_(dlopen(soname, RTLD_LAZY | RTLD_LOCAL)) {
  if (library_ != nullptr) return;
  problem_ = LinkerMessage() + "; the Debian package " + package + " brings it";
}

Status LateLibrary::loaded() const {
  if (library_ != nullptr) return Ok{};
  return Error{Errc::kInternal, problem_};
}

void* LateLibrary::Address(const char* name) const {
  void* address = library_ != nullptr ? dlsym(library_, name) : nullptr;
  if (address != nullptr) return address;
  const std::string reason = library_ != nullptr ? LinkerMessage() : problem_;
  (void)std::fprintf(stderr, "headwater: %s: %s\n", name, reason.c_str());
  std::_Exit(kExitUnknown);
}

}  // namespace headwater
