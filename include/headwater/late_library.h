// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <type_traits>

#include "headwater/result.h"

namespace headwater {

/// A shared library that is loaded when it is first called. libcurl and what it needs take the
/// dynamic linker 5 ms, libgit2 2 ms, libcrypto 1 ms: more than many commands need for their work,
/// and no command calls all of them (service/docs/adr/0007).
///
/// A folder that uses a library so has one source file that defines those functions of the library
/// that it calls, by `Call`, and is not linked to the library. Make one static object of a function
/// for each library; it never changes, so all of it is thread-safe.
class LateLibrary {
 public:
  /// Loads `soname`, which Debian ships in `package`. Nothing else changes: no symbol of it becomes
  /// visible to other libraries.
  LateLibrary(const char* soname, const char* package);

  /// kInternal, and the name of the package, when the library could not be loaded.
  Status loaded() const;

  /// Function `name` of the library, of type Function as the library's header declares it. Where
  /// there is none, the process says so and ends with kExitUnknown: nothing was checked. Who wants
  /// to go on without asks loaded() first; which functions a library has belongs to its name.
  template <typename Function>
  Function* Find(const char* name) const {
    return reinterpret_cast<Function*>(Address(name));
  }

  /// Hands the arguments to the library's own Function, whose name is `name`.
  template <auto Function, typename... Arguments>
  auto Call(const char* name, Arguments... arguments) const {
    static const auto kFound = Find<std::remove_pointer_t<decltype(Function)>>(name);
    return kFound(arguments...);
  }

 private:
  void* Address(const char* name) const;

  void* library_;
  std::string problem_;
};

}  // namespace headwater
