// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>

#include "headwater/git.h"

namespace headwater::license {

/// The Meson subprojects of a tree: projects of their own by REUSE 3.3
/// (https://reuse.software/spec-3.3/#covered-files). They are the folders in `subprojects/` of a
/// project with a meson.build that hold a build file themselves; what else stands in
/// `subprojects/` (wrap files, patches) belongs to the project
/// (https://mesonbuild.com/Subprojects.html).
class MesonSubprojects {
 public:
  explicit MesonSubprojects(std::span<const FileEntry> files);

  bool Contains(std::string_view path) const;

 private:
  std::set<std::string, std::less<>> folders_;  ///< With '/' at the end.
};

}  // namespace headwater::license
