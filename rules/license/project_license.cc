// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/project_license.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "headwater/publiccode_file.h"
#include "headwater/sink.h"
#include "headwater/spdx_expression.h"
#include "rules/license/project_statements.h"

namespace headwater::license {
namespace {

// Longer names of holders are no names.
constexpr size_t kMaxOwnerBytes = 200;

// Ends of comments, beginnings of template code, and `--`, which XML forbids in comments.
constexpr std::array<std::string_view, 14> kDelimiters = {"*/", "/*", "--", "?>", "<?", "%>", "<%",
                                                          "#>", "}}", "{{", "{%", "]]", "*)", "-}"};

using Kind = ProjectStatement::Kind;

/// Only what the texts are not: publiccode.yml and packages.
bool IsStated(const ProjectStatement& statement) {
  return statement.kind == Kind::kPubliccode || statement.kind == Kind::kPackage;
}

/// Whether one place names a licence of which another says nothing.
bool IsDisputed(const ProjectStatements& said) {
  std::set<std::string> texts;
  for (const ProjectStatement& statement : said.statements) {
    if (!IsStated(statement)) texts.merge(statement.Families());
  }
  std::vector<std::set<std::string>> all;
  if (!texts.empty()) all.push_back(std::move(texts));
  for (const ProjectStatement& statement : said.statements) {
    if (!IsStated(statement)) continue;
    std::set<std::string> families = statement.Families();
    const bool differs = std::any_of(all.begin(), all.end(), [&families](const auto& other) {
      return Contradict(families, other);
    });
    if (differs) return true;
    all.push_back(std::move(families));
  }
  return false;
}

/// A text that is more or less than its licence says nothing by itself, and one that takes a
/// freedom away makes of every statement a half-truth, as one may that could not be read.
bool MayBeTrusted(const ProjectStatements& said) {
  const bool is_stated = std::any_of(said.statements.begin(), said.statements.end(), IsStated);
  return std::none_of(said.texts.begin(), said.texts.end(), [is_stated](const RootText& text) {
    const bool is_open = is_stated || text.is_exact;
    return text.is_restricted || text.state == RootText::State::kNotRead ||
           (text.state == RootText::State::kRecognised && !is_open);
  });
}

}  // namespace

bool FitsIntoComment(std::string_view text) {
  if (text.size() > kMaxOwnerBytes || text.ends_with('\\')) return false;
  // The terminal's encoder changes exactly what is invisible, reorders text or is no UTF-8.
  if (Encode<Sink::kTerminal>(Untrusted(std::string(text))) != text) return false;
  return std::none_of(kDelimiters.begin(), kDelimiters.end(), [text](std::string_view delimiter) {
    return text.find(delimiter) != std::string_view::npos;
  });
}

Result<std::string> FindMainCopyrightOwner(GitView& view) {
  const auto publiccode = TRY(OpenPubliccode(view)).content;
  if (!publiccode || !publiccode->main_copyright_owner) return std::string();
  const std::string& owner = publiccode->main_copyright_owner->bytes();
  return FitsIntoComment(owner) ? owner : std::string();
}

Result<std::vector<std::string>> FindProjectLicense(GitView& view) {
  const ProjectStatements said = TRY(ReadProjectStatements(view));
  std::vector<std::string> readings;
  if (IsDisputed(said) || !MayBeTrusted(said)) return readings;
  for (const SpdxExpression& reading : said.License()) {
    std::string text = reading.ToString();
    if (FitsIntoComment(text)) readings.push_back(std::move(text));
  }
  return readings;
}

}  // namespace headwater::license
