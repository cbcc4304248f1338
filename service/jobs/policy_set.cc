// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/policy_set.h"

#include <charconv>
#include <optional>
#include <utility>

#include "headwater/hash.h"
#include "service/config/effective_policy.h"

namespace headwater::jobs {
namespace {

using config::NamedText;
using Texts = std::map<std::string, NamedText>;

constexpr std::string_view kHead = "headwater-policy-set/1\n";
constexpr size_t kHashDigits = 64;

/// What each text is for. Stands in files, never renumber.
enum class Part : size_t { kInstance = 1, kBesideInstance = 2, kGroup = 3, kBelowGroups = 4 };

/// With its length, so that no text can look like two.
void Add(std::string_view text, std::string& bytes) {
  bytes += std::to_string(text.size()) + ':';
  bytes += text;
}

void Add(Part part, std::string_view path, const NamedText& text, std::string& bytes) {
  Add(std::to_string(static_cast<size_t>(part)), bytes);
  Add(path, bytes);
  Add(text.name, bytes);
  Add(text.yaml, bytes);
}

Error Damaged() { return {Errc::kContent, "the kept policy is damaged"}; }

/// Reads what Add wrote.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}

  bool done() const { return rest_.empty(); }

  Result<std::string> Text() {
    size_t size = 0;
    const char* const end = rest_.data() + rest_.size();
    const auto read = std::from_chars(rest_.data(), end, size);
    const bool fits = read.ec == std::errc() && read.ptr != end && *read.ptr == ':' &&
                      size < static_cast<size_t>(end - read.ptr);
    if (!fits) return Damaged();
    const std::string_view text(read.ptr + 1, size);
    rest_ = std::string_view(text.data() + size, static_cast<size_t>(end - text.data()) - size);
    return std::string(text);
  }

  Status Entry(PolicySet& set) {
    const std::string part = TRY(Text());
    std::string path = TRY(Text());
    NamedText text;
    text.name = TRY(Text());
    text.yaml = TRY(Text());
    if (part == "1") {
      set.instance = std::move(text);
    } else if (part == "2") {
      set.beside_instance.emplace(std::move(path), std::move(text));
    } else if (part == "3") {
      set.groups.push_back(std::move(text));
    } else if (part == "4") {
      set.below_groups.emplace(std::move(path), std::move(text));
    } else {
      return Damaged();
    }
    return Ok{};
  }

 private:
  std::string_view rest_;
};

/// Gives what `read` gives, and writes it down.
config::ReadOther Remembering(config::ReadOther read, Texts& texts) {
  if (!read) return nullptr;
  return [read = std::move(read),
          &texts](const std::string& path) -> Result<std::optional<NamedText>> {
    const auto known = texts.find(path);
    if (known != texts.end()) return std::optional(known->second);
    std::optional<NamedText> text = TRY(read(path));
    if (text) texts.emplace(path, *text);
    return text;
  };
}

config::ReadOther Among(const Texts& texts) {
  return [&texts](const std::string& path) -> Result<std::optional<NamedText>> {
    const auto at = texts.find(path);
    return at == texts.end() ? std::nullopt : std::optional(at->second);
  };
}

}  // namespace

Result<LoadedPolicy> LoadPolicySet(config::LayerSources sources, const config::Shipped& shipped) {
  LoadedPolicy loaded;
  sources.beside_instance =
      Remembering(std::move(sources.beside_instance), loaded.set.beside_instance);
  sources.below_groups = Remembering(std::move(sources.below_groups), loaded.set.below_groups);
  config::PolicyLayers layers = TRY(config::PolicyLayers::Load(sources, shipped));
  loaded.layers = std::make_shared<config::PolicyLayers>(std::move(layers));
  loaded.set.instance = std::move(sources.instance);
  loaded.set.groups = std::move(sources.groups);
  loaded.hash = Sha256Hex(RenderPolicySet(loaded.set));
  return loaded;
}

config::LayerSources SourcesOf(const PolicySet& set) {
  config::LayerSources sources;
  sources.instance = set.instance;
  sources.beside_instance = Among(set.beside_instance);
  sources.groups = set.groups;
  sources.below_groups = Among(set.below_groups);
  return sources;
}

std::string RenderPolicySet(const PolicySet& set) {
  std::string bytes(kHead);
  Add(Part::kInstance, "", set.instance, bytes);
  for (const auto& [path, text] : set.beside_instance)
    Add(Part::kBesideInstance, path, text, bytes);
  for (const NamedText& text : set.groups) Add(Part::kGroup, "", text, bytes);
  for (const auto& [path, text] : set.below_groups) Add(Part::kBelowGroups, path, text, bytes);
  return bytes + Sha256Hex(bytes);
}

Result<PolicySet> ReadPolicySet(std::string_view bytes) {
  if (!bytes.starts_with(kHead) || bytes.size() < kHead.size() + kHashDigits) return Damaged();
  const std::string_view body = bytes.substr(0, bytes.size() - kHashDigits);
  if (Sha256Hex(body) != bytes.substr(body.size())) return Damaged();
  PolicySet set;
  Reader reader(body.substr(kHead.size()));
  while (!reader.done()) TRY(reader.Entry(set));
  return set;
}

}  // namespace headwater::jobs
