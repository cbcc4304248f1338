// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/config/policy_chain.h"

#include <algorithm>
#include <utility>

#include "headwater/glob.h"
#include "service/config/policy_stack.h"
#include "service/config/suggestion.h"

namespace headwater::config {
namespace {

constexpr std::string_view kPresetPrefix = "preset:";

std::vector<std::string_view> PresetNames(std::span<const ShippedFile> shipped) {
  std::vector<std::string_view> names;
  for (const ShippedFile& file : shipped) {
    if (file.name.starts_with(kPresetPrefix)) names.push_back(file.name);
  }
  return names;
}

bool IsPath(std::string_view name) { return name.ends_with(".yml") || name.ends_with(".yaml"); }

/// No part of it leads out of the tree, or to what git keeps for itself.
bool StaysInside(std::string_view path) {
  if (path.empty() || path.front() == '/' || path.size() > kMaxGlobBytes) return false;
  if (path.find_first_of(std::string_view("\\\0", 2)) != std::string_view::npos) return false;
  while (true) {
    const size_t slash = path.find('/');
    const std::string_view part = path.substr(0, slash);
    if (part.empty() || part == "." || part == ".." || part == ".git") return false;
    if (slash == std::string_view::npos) return true;
    path.remove_prefix(slash + 1);
  }
}

class ChainReader {
 public:
  ChainReader(const ChainSource& source, const ChainTerms& terms)
      : source_(source), terms_(terms) {}

  Status Add(LayerKind kind, const NamedText& file) {
    if (std::find(open_.begin(), open_.end(), file.name) != open_.end() ||
        open_.size() >= kMaxExtendsDepth) {
      return Error{Errc::kInvalid, file.name + ": `extends` runs in a circle"};
    }
    PolicyLayer layer = TRY(ReadPolicyFile(kind, file.name, file.yaml, terms_.catalogue));
    if (layer.extends.empty() && open_.empty() && !terms_.standard.empty()) {
      layer.extends.push_back({std::string(terms_.standard), {"default", 0, 0}});
    }
    open_.push_back(file.name);
    for (const auto& base : layer.extends) TRY(AddBase(kind, base));
    open_.pop_back();
    if (links_.size() >= kMaxChainLinks) {
      return Error{Errc::kInvalid, file.name + ": more than " + std::to_string(kMaxChainLinks) +
                                       " files are extended"};
    }
    const bool ships = kind == LayerKind::kShipped;
    links_.push_back(
        {std::move(layer), ships ? nullptr : std::make_shared<std::string>(file.yaml)});
    return Ok{};
  }

  std::vector<ChainLink> Finish() && { return std::move(links_); }

 private:
  Status AddBase(LayerKind kind, const Sourced<std::string>& base) {
    if (kind != LayerKind::kShipped && IsPath(base.value)) return AddFile(kind, base);
    Result<const ShippedFile*> file = FindShipped(base.value, terms_.shipped);
    if (!file.ok()) return std::move(file).Context(ToText(base.origin)).error();
    return Add(LayerKind::kShipped,
               {std::string(file.value()->name), std::string(file.value()->yaml)});
  }

  Status AddFile(LayerKind kind, const Sourced<std::string>& base) {
    const std::string place = ToText(base.origin) + ": `extends`: `" + base.value + "` ";
    if (!source_.read || !StaysInside(base.value)) {
      return Error{Errc::kInvalid, place + "is not a file below this one's root folder"};
    }
    const std::optional<NamedText> file =
        TRY(source_.read(base.value).Context(ToText(base.origin)));
    if (!file) return Error{Errc::kInvalid, place + "does not exist"};
    return Add(kind, *file);
  }

  const ChainSource& source_;
  const ChainTerms& terms_;
  std::vector<std::string> open_;  ///< Names of the files that are being read.
  std::vector<ChainLink> links_;
};

}  // namespace

Result<const ShippedFile*> FindShipped(std::string_view name,
                                       std::span<const ShippedFile> shipped) {
  const auto at = std::find_if(shipped.begin(), shipped.end(),
                               [name](const ShippedFile& file) { return file.name == name; });
  if (at != shipped.end()) return &*at;
  const std::vector<std::string_view> presets = PresetNames(shipped);
  std::string message =
      "unknown preset `" + std::string(name) + "`" + DidYouMean(name, presets) + "; there are:";
  for (std::string_view known : presets) message += " " + std::string(known);
  return Error{Errc::kInvalid, message};
}

Result<std::vector<ChainLink>> ReadChain(const ChainSource& source, const ChainTerms& terms) {
  ChainReader reader(source, terms);
  TRY(reader.Add(source.kind, source.file));
  return std::move(reader).Finish();
}

}  // namespace headwater::config
