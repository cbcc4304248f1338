// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/project_license.h"

#include <algorithm>
#include <array>
#include <utility>
#include <variant>

#include "headwater/publiccode_file.h"
#include "headwater/sink.h"
#include "headwater/spdx_expression.h"

namespace headwater::license {
namespace {

constexpr std::string_view kFolder = "LICENSES/";
constexpr std::string_view kEnding = ".txt";

// Longer names of holders are no names.
constexpr size_t kMaxOwnerBytes = 200;

// Ends of comments, beginnings of template code, and `--`, which XML forbids in comments.
constexpr std::array<std::string_view, 14> kDelimiters = {"*/", "/*", "--", "?>", "<?", "%>", "<%",
                                                          "#>", "}}", "{{", "{%", "]]", "*)", "-}"};

std::optional<std::string> Canonical(std::string_view text) {
  const auto parsed = ParseSpdxExpression(text);
  const auto* expression = std::get_if<SpdxExpression>(&parsed);
  if (expression == nullptr) return std::nullopt;
  std::string canonical = expression->ToString();
  if (!FitsIntoComment(canonical)) return std::nullopt;
  return canonical;
}

std::optional<std::string> OnlyLicenseText(GitView& view) {
  std::optional<std::string> only;
  for (const FileEntry& file : view.Files()) {
    std::string_view path = file.path.bytes();
    const bool is_text = path.starts_with(kFolder) && path.ends_with(kEnding) && IsFile(file.mode);
    if (!is_text) continue;
    if (only) return std::nullopt;
    path.remove_prefix(kFolder.size());
    path.remove_suffix(kEnding.size());
    only = std::string(path);
  }
  return only ? Canonical(*only) : std::nullopt;
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

Result<std::optional<ProjectLicense>> FindProjectLicense(GitView& view) {
  const auto publiccode = TRY(OpenPubliccode(view)).content;
  std::optional<std::string> license;
  if (publiccode && publiccode->license) license = Canonical(publiccode->license->bytes());
  if (!license) license = OnlyLicenseText(view);
  if (!license) return std::optional<ProjectLicense>();
  return std::optional(ProjectLicense{std::move(*license)});
}

}  // namespace headwater::license
