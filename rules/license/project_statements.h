// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/finding.h"
#include "headwater/git.h"
#include "headwater/result.h"
#include "headwater/spdx_expression.h"

/// \file
/// What a project says about its own licence, and where: the licence texts in its root,
/// publiccode.yml, and the metadata of a package in the root. A package in a folder may have a
/// licence of its own.

namespace headwater::license {

/// One place that names the project's licence.
struct ProjectStatement {
  enum class Kind {
    kPubliccode,
    kPackage,
    kText,    ///< A recognised licence text in the root.
    kFolder,  ///< A text in LICENSES/, by its name; only where the root has no recognised text.
  };
  Kind kind = Kind::kText;
  Untrusted path;
  uint32_t line = 0;  ///< 0: the file as a whole.
  /// What it may mean: one expression, or for a text each identifier that has this text.
  std::vector<SpdxExpression> readings;

  /// For people: `EUPL-1.2`, `GPL-3.0-only / GPL-3.0-or-later`.
  std::string Shown() const;
  /// The licences named, `-only` and `-or-later` as one.
  std::set<std::string> Families() const;
};

/// A file in the root that should hold a licence text.
struct RootText {
  enum class State { kRecognised, kNotRecognised, kEmpty, kNoFile, kNotRead };
  Untrusted path;
  State state = State::kNotRecognised;
  bool is_exact = false;       ///< Nothing but the one licence.
  bool is_restricted = false;  ///< It takes a freedom away, or changes a condition.
};

struct ProjectStatements {
  std::vector<ProjectStatement> statements;  ///< By kind, then path.
  std::vector<RootText> texts;               ///< LICENSE, COPYING and the like in the root.
  bool has_licenses_folder = false;          ///< At least one text in LICENSES/.
  std::vector<Unchecked> unchecked;

  bool HasRecognisedText() const;
  /// What the project's licence is, in all its readings: as publiccode.yml says, else the package,
  /// else the only text. Whoever names none of the list (`agpl`) has not said it. Empty: not known.
  std::vector<SpdxExpression> License() const;
};

/// Whether the path is a licence text of the project by its name: LICENSE, LICENCE, COPYING,
/// UNLICENSE in the root, in any case, also `LICENSE.md` or `COPYING.LESSER`; no source code
/// (`license.go`) and no side-car.
bool IsRootLicenseName(std::string_view path);

/// Whether changing the file may change what ReadProjectStatements answers.
bool SpeaksForProject(std::string_view path);

/// Errors as GitView::Read. What cannot be read is in `unchecked`, with a message of
/// kProjectMessages or of the engine.
Result<ProjectStatements> ReadProjectStatements(GitView& view);

/// Whether two sets of families contradict each other: neither holds all of the other. A name of no
/// version that is not on the list (`agpl`, `Apache`) is that of any version.
bool Contradict(const std::set<std::string>& a, const std::set<std::string>& b);

/// The catalogue's sentence for metadata that cannot be read.
inline constexpr MessageText kMetadataUnreadable = {
    "metadata-unreadable",
    {.en = "Which licence {path} names is not known, because it cannot be read: {problem}",
     .de = "Welche Lizenz {path} nennt, ist nicht bekannt, weil sich die Datei nicht lesen lässt: "
           "{problem}"}};

}  // namespace headwater::license
