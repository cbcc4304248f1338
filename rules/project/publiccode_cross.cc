// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/project/publiccode_cross.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "headwater/publiccode_file.h"
#include "headwater/spdx_expression.h"
#include "headwater/spdx_licenses.h"

namespace headwater::project {
namespace {

// REUSE 3.3, License Files: a text is LICENSES/ID, with an ending
// (https://reuse.software/spec-3.3/).
constexpr std::string_view kTexts = "LICENSES/";

/// The identifiers that the files in LICENSES/ have for names, with and without an ending.
std::set<std::string> NamesInLicenses(GitView& view) {
  std::set<std::string> names;
  for (const FileEntry& file : view.Files()) {
    const std::string& path = file.path.bytes();
    if (!path.starts_with(kTexts) || !IsFile(file.mode)) continue;
    const std::string name = path.substr(kTexts.size());
    names.insert(name);
    names.insert(name.substr(0, name.rfind('.')));
  }
  return names;
}

class MismatchSearch {
 public:
  MismatchSearch(const Publiccode& publiccode, const RuleContext& context)
      : publiccode_(publiccode), context_(context) {}

  std::vector<Mismatch> Run() && {
    CompareLicense();
    CompareAddress();
    CompareOrigins();
    return std::move(found_);
  }

 private:
  void CompareLicense() {
    if (!publiccode_.license) return;
    const auto parsed = ParseSpdxExpression(publiccode_.license->bytes());
    const auto* expression = std::get_if<SpdxExpression>(&parsed);
    const std::set<std::string> names = NamesInLicenses(context_.view);
    if (expression == nullptr || names.empty()) return;
    for (const std::string& license : NamedLicenses(*expression)) {
      if (names.count(license) > 0) continue;
      found_.push_back({.message = {"license-text-missing", {{"license", Untrusted(license)}}},
                        .key = "legal.license",
                        .is_error = false});
    }
  }

  void CompareAddress() {
    const auto& forge = context_.facts.forge;
    if (!forge || forge->mirror || !publiccode_.url) return;
    const std::string own = RepositoryKeyOf(forge->project_url);
    const std::string said = RepositoryKeyOf(*publiccode_.url);
    if (own.empty() || said.empty() || own == said) return;
    const bool is_group = own.starts_with(said + "/");
    // A fork that keeps the original's address is what the standard wants of contributors.
    if (!is_group && said == RepositoryKeyOf(forge->forked_from)) return;
    found_.push_back({.message = {is_group ? "address-of-group" : "address-elsewhere",
                                  {{"value", *publiccode_.url}, {"address", forge->project_url}}},
                      .key = "url",
                      .is_error = is_group});
  }

  /// A project that its own policy calls a variant of another names that one to everybody.
  void CompareOrigins() {
    const auto& upstreams = context_.facts.policy_upstreams;
    const auto& forge = context_.facts.forge;
    const bool is_told_elsewhere =
        forge && !forge->forked_from.empty() && publiccode_.is_based_on.empty();
    if (upstreams.empty() || is_told_elsewhere) return;
    // What has no key cannot be compared, and counts as named.
    std::set<std::string> named = {""};
    if (publiccode_.url) named.insert(RepositoryKeyOf(*publiccode_.url));
    for (const Untrusted& origin : publiccode_.is_based_on) named.insert(RepositoryKeyOf(origin));
    const bool is_named = std::any_of(
        upstreams.begin(), upstreams.end(),
        [&](const Untrusted& address) { return named.count(RepositoryKeyOf(address)) > 0; });
    if (is_named) return;
    found_.push_back({.message = {"origin-unnamed", {{"address", upstreams.front()}}},
                      .key = "isBasedOn",
                      .is_error = false});
  }

  const Publiccode& publiccode_;
  const RuleContext& context_;
  std::vector<Mismatch> found_;
};

}  // namespace

std::vector<Mismatch> FindMismatches(const Publiccode& publiccode, const RuleContext& context) {
  std::vector<Mismatch> found = MismatchSearch(publiccode, context).Run();
  for (Mismatch& mismatch : found) {
    mismatch.message.args.emplace_back("key", Untrusted(mismatch.key));
  }
  return found;
}

}  // namespace headwater::project
