// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// Running the git command without a shell. Thread-safe.

namespace headwater::forge_double {

struct GitOutput {
  int exit_code = -1;
  std::string text;  ///< Standard output.
  bool ok() const { return exit_code == 0; }
};

using Environment = std::vector<std::string>;  ///< "NAME=value"

/// git with these arguments in `repository` (may be empty: none), `input` on standard input.
GitOutput RunGit(const std::filesystem::path& repository, const std::vector<std::string>& arguments,
                 std::string_view input = "");

/// A CGI program: reads the file `body` (empty: nothing), its output goes to `receive` piece by
/// piece until that answers false. False when it did not end with 0.
bool RunCgi(const std::string& program, const Environment& environment,
            const std::filesystem::path& body,
            const std::function<bool(std::string_view)>& receive);

}  // namespace headwater::forge_double
