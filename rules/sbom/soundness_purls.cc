// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <variant>
#include <vector>

#include "headwater/purl.h"
#include "rules/sbom/schema/hashes.h"
#include "rules/sbom/schema/text_check.h"
#include "rules/sbom/soundness.h"

namespace headwater::sbom {
namespace {

using schema::Shortened;
using Kind = PurlError::Kind;

struct Sentence {
  bool is_error = false;
  std::string_view key;
  bool has_detail = false;
};

/// What cannot be read as a package URL is an error; what breaks a rule of its type is most often
/// the generator's habit, and still finds the package.
Sentence SentenceOf(Kind kind) {
  switch (kind) {
    case Kind::kTooLong:
      return {true, "purl-too-long"};
    case Kind::kNoScheme:
      return {true, "purl-no-scheme"};
    case Kind::kNoType:
      return {true, "purl-no-type"};
    case Kind::kWrongType:
      return {true, "purl-wrong-type"};
    case Kind::kNoName:
      return {true, "purl-no-name"};
    case Kind::kWrongEncoding:
      return {true, "purl-encoding"};
    case Kind::kWrongKey:
      return {true, "purl-key"};
    case Kind::kDoubleKey:
      return {true, "purl-double-key", true};
    case Kind::kNamespaceNeeded:
      return {false, "purl-namespace-needed", true};
    case Kind::kNamespaceForbidden:
      return {false, "purl-namespace-forbidden", true};
    case Kind::kQualifierNeeded:
      return {false, "purl-qualifier-needed", true};
    case Kind::kWrongName:
      return {false, "purl-type-name", true};
    case Kind::kWrongVersion:
      return {false, "purl-type-version", true};
  }
  return {true, "purl-no-scheme"};
}

// Types whose packages are called in a component as in the package URL. Images, repositories and
// what has no registry are called by many names.
constexpr std::array<std::string_view, 18> kNamedAlike = {
    "alpm",   "apk",     "cargo", "composer", "conan", "conda", "cran", "deb",  "gem",
    "golang", "hackage", "hex",   "maven",    "npm",   "nuget", "pub",  "pypi", "rpm"};

/// Small letters, and one sign for those that names are joined with.
std::string Folded(std::string_view text) {
  std::string folded(text);
  std::transform(folded.begin(), folded.end(), folded.begin(), [](char c) {
    if (c >= 'A' && c <= 'Z') return static_cast<char>(c - 'A' + 'a');
    return c == '_' || c == '.' ? '-' : c;
  });
  return folded;
}

/// Names come with and without group, scope or path: one of the two has to hold the other.
bool NamesAgree(const Purl& purl, const BomComponent& component) {
  const std::string written = Folded(component.name.text);
  if (written.find(Folded(purl.name)) != std::string::npos) return true;
  return Folded(purl.name_space + "/" + purl.name).find(written) != std::string::npos;
}

bool VersionsAgree(const Purl& purl, std::string_view version) {
  const auto without_v = [](std::string_view text) {
    return text.starts_with('v') ? text.substr(1) : text;
  };
  const std::string written = Folded(without_v(version));
  if (written == Folded(without_v(purl.version))) return true;
  // Debian and RPM: `1:2.3`.
  return std::any_of(purl.qualifiers.begin(), purl.qualifiers.end(), [&](const auto& qualifier) {
    return qualifier.first == "epoch" && written == Folded(qualifier.second + ":" + purl.version);
  });
}

bool WantsPurl(ComponentType type) {
  return type == ComponentType::kLibrary || type == ComponentType::kFramework ||
         type == ComponentType::kUnknown;
}

class PurlCheck {
 public:
  PurlCheck(const Bom& bom, Soundness& found) : bom_(bom), found_(found) {}

  void Run() {
    const std::set<ComponentIndex> primary(bom_.primary.begin(), bom_.primary.end());
    for (ComponentIndex i = 0; i < bom_.components.size(); ++i) {
      const bool has_purl = CheckComponent(i);
      if (!WantsPurl(bom_.components[i].type) || primary.contains(i)) continue;
      ++wanted_;
      if (has_purl) continue;
      if (missing_++ == 0) first_missing_ = i;
    }
    ReportMissing();
    ReportShared();
  }

 private:
  /// A package URL that can be read, by its hash and the place in the document's hierarchy: nested
  /// lists repeat a part on purpose where it is installed twice.
  struct Use {
    uint64_t purl;
    ComponentIndex parent;
    ComponentIndex component;
    auto operator<=>(const Use&) const = default;  // NOLINT(modernize-use-nullptr)
  };

  /// Whether it has any.
  bool CheckComponent(ComponentIndex index) {
    const std::span<const BomId> ids = ItemsOf(index);
    std::vector<uint64_t> different;
    bool has_purl = false;
    for (const BomId& id : ids) {
      if (id.kind != BomId::Kind::kPurl || !id.value.has()) continue;
      has_purl = true;
      const auto read = ParsePurl(id.value.text);
      if (const auto* error = std::get_if<PurlError>(&read)) {
        Report(id, *error);
        continue;
      }
      const auto& purl = std::get<Purl>(read);
      Compare(purl, id, bom_.components[index]);
      const uint64_t hash = schema::HashOfText(purl.ToString());
      if (std::find(different.begin(), different.end(), hash) == different.end() &&
          different.size() < kMaxDifferent) {
        different.push_back(hash);
      }
    }
    if (different.size() > 1) {
      found_.Warn(bom_.components[index].node, "purls-differ",
                  {{"name", ShownName(bom_.components[index])},
                   {"count", std::to_string(different.size())}});
    }
    for (const uint64_t hash : different) {
      uses_.push_back({hash, bom_.components[index].parent, index});
    }
    return has_purl;
  }

  /// Of the components in turn; cheaper than a search for each.
  std::span<const BomId> ItemsOf(ComponentIndex owner) {
    const std::vector<BomId>& all = bom_.ids.all();
    while (next_ < all.size() && all[next_].owner < owner) ++next_;
    const size_t begin = next_;
    while (next_ < all.size() && all[next_].owner == owner) ++next_;
    return std::span(all).subspan(begin, next_ - begin);
  }

  void Report(const BomId& id, const PurlError& error) {
    const Sentence sentence = SentenceOf(error.kind);
    Soundness::Arguments arguments = {{"value", Shortened(id.value.text)}};
    if (sentence.has_detail) arguments.emplace_back("detail", Shortened(error.detail));
    if (sentence.is_error) {
      found_.Fail(id.value.node, sentence.key, arguments);
    } else {
      found_.Warn(id.value.node, sentence.key, arguments);
    }
  }

  void Compare(const Purl& purl, const BomId& id, const BomComponent& component) {
    const bool is_alike =
        std::find(kNamedAlike.begin(), kNamedAlike.end(), purl.type) != kNamedAlike.end();
    if (!is_alike) return;
    if (component.name.has() && !NamesAgree(purl, component)) {
      found_.Warn(id.value.node, "purl-other-name",
                  {{"found", Shortened(purl.name)}, {"name", Shortened(component.name.text)}});
    }
    const bool has_both =
        component.version.has() && !component.version.text.empty() && !purl.version.empty();
    if (has_both && !VersionsAgree(purl, component.version.text)) {
      found_.Warn(
          id.value.node, "purl-other-version",
          {{"found", Shortened(purl.version)}, {"version", Shortened(component.version.text)}});
    }
  }

  void ReportMissing() {
    if (missing_ == 0) return;
    const BomComponent& first = bom_.components[first_missing_];
    found_.Warn(first.node, "purl-missing",
                {{"count", std::to_string(missing_)},
                 {"total", std::to_string(wanted_)},
                 {"name", ShownName(first)}});
  }

  void ReportShared() {
    std::sort(uses_.begin(), uses_.end());
    uint64_t shared = 0;
    ComponentIndex first = kNoComponent;
    for (size_t i = 1; i < uses_.size(); ++i) {
      const bool is_same = std::tie(uses_[i].purl, uses_[i].parent) ==
                           std::tie(uses_[i - 1].purl, uses_[i - 1].parent);
      if (!is_same) continue;
      ++shared;
      first = std::min(first, uses_[i].component);
    }
    if (shared == 0) return;
    found_.Warn(bom_.components[first].node, "purl-shared",
                {{"count", std::to_string(shared)}, {"name", ShownName(bom_.components[first])}});
  }

  // More different ones than this are enough to say so, and are compared with each other.
  static constexpr size_t kMaxDifferent = 16;

  const Bom& bom_;
  Soundness& found_;
  size_t next_ = 0;  ///< In bom_.ids.
  uint64_t wanted_ = 0;
  uint64_t missing_ = 0;
  ComponentIndex first_missing_ = 0;
  std::vector<Use> uses_;
};

}  // namespace

void CheckPurls(const Bom& bom, Soundness& found) { PurlCheck(bom, found).Run(); }

}  // namespace headwater::sbom
