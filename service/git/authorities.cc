// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/git/authorities.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <system_error>

namespace headwater::git {
namespace {

/// Debian's authorities, all in one file (package ca-certificates).
constexpr const char* kSystemAuthorities = "/etc/ssl/certs/ca-certificates.crt";
constexpr const char* kOurAuthorities = "/authorities.pem";

}  // namespace

Result<std::string> AuthoritiesFile(const std::string& ca_file, const std::string& folder) {
  if (ca_file.empty()) return std::string(kSystemAuthorities);
  std::ifstream own(ca_file, std::ios::binary);
  if (!own) return Error{Errc::kInvalid, "cannot read " + ca_file};
  const std::string path = folder + kOurAuthorities;
  const std::string made = path + "." + std::to_string(getpid());
  std::ofstream bundle(made, std::ios::binary | std::ios::trunc);
  // Absent on a machine that trusts nobody else.
  if (std::ifstream system(kSystemAuthorities, std::ios::binary); system) bundle << system.rdbuf();
  bundle << '\n' << own.rdbuf();
  std::error_code why;
  // A fetch of another process may be reading it.
  if (bundle.flush()) std::filesystem::rename(made, path, why);
  if (!bundle || why) return Error{Errc::kInternal, "cannot write " + path};
  return path;
}

}  // namespace headwater::git
