// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/config/upstream_entries.h"

#include <set>
#include <utility>

#include "headwater/url.h"
#include "service/config/option_value.h"
#include "service/config/suggestion.h"

namespace headwater::config {
namespace {

class Reader {
 public:
  explicit Reader(std::string_view file) : file_(file) {}

  Status Add(const DataNode& node) {
    PolicyUpstream upstream = TRY(Read(node));
    if (upstream.name.empty()) upstream.name = LastPart(upstream.url);
    if (!names_.insert(upstream.name).second) {
      return At(node,
                "there is another upstream `" + upstream.name + "`: give one of them a `name`");
    }
    TRY(Claim(node, upstream.url));
    for (const std::string& alias : upstream.aliases) TRY(Claim(node, alias));
    upstreams_.push_back(std::move(upstream));
    return Ok{};
  }

  std::vector<PolicyUpstream> Finish() && { return std::move(upstreams_); }

  Error At(const DataNode& node, std::string_view sentence) const {
    return {Errc::kInvalid, file_ + ":" + std::to_string(node.line) + ":" +
                                std::to_string(node.column) + ": " + std::string(sentence)};
  }

 private:
  Result<PolicyUpstream> Read(const DataNode& node) const {
    PolicyUpstream upstream;
    if (node.kind == DataNode::Kind::kString) {
      upstream.url = TRY(ReadUrl(node, node.scalar));
      return upstream;
    }
    if (node.kind != DataNode::Kind::kMap) {
      return At(node, "an upstream is an address, or a map with `url`");
    }
    for (const auto& [key, value] : node.members) TRY(ReadKey(key, value, upstream));
    if (upstream.url.empty()) return At(node, "an upstream needs a `url`");
    return upstream;
  }

  Status ReadKey(const DataNode& key, const DataNode& value, PolicyUpstream& upstream) const {
    if (key.scalar == "url" || key.scalar == "name") return ReadText(key, value, upstream);
    if (key.scalar == "only") {
      upstream.only = TRY(Placed(ReadGlobs(value), key, value));
      return Ok{};
    }
    if (key.scalar == "aliases") return ReadAliases(key, value, upstream);
    return At(key, "unknown key `" + key.scalar + "`" +
                       DidYouMean(key.scalar, {"url", "name", "aliases", "only"}));
  }

  Status ReadText(const DataNode& key, const DataNode& value, PolicyUpstream& upstream) const {
    if (value.kind != DataNode::Kind::kString || value.scalar.empty()) {
      return At(value, "`" + key.scalar + "`: expected a text");
    }
    if (key.scalar == "name") {
      upstream.name = value.scalar;
      return Ok{};
    }
    upstream.url = TRY(ReadUrl(value, value.scalar));
    return Ok{};
  }

  Status ReadAliases(const DataNode& key, const DataNode& value, PolicyUpstream& upstream) const {
    const std::vector<std::string> aliases = TRY(Placed(ReadStrings(value), key, value));
    for (const std::string& alias : aliases) {
      upstream.aliases.push_back(TRY(ReadUrl(value, alias)));
    }
    return Ok{};
  }

  Result<std::string> ReadUrl(const DataNode& node, const std::string& text) const {
    const Result<SafeUrl> url = SafeUrl::Parse(text);
    if (!url.ok()) return At(node, url.error().message);
    return url.value().text();
  }

  template <typename T>
  Result<T> Placed(Result<T> value, const DataNode& key, const DataNode& node) const {
    if (!value.ok()) return At(node, "`" + key.scalar + "`: " + value.error().message);
    return value;
  }

  Status Claim(const DataNode& node, const std::string& url) {
    if (urls_.insert(url).second) return Ok{};
    return At(node, url + " is named twice");
  }

  static std::string LastPart(std::string_view url) {
    constexpr std::string_view kSuffix = ".git";
    if (url.ends_with(kSuffix)) url.remove_suffix(kSuffix.size());
    return std::string(url.substr(url.rfind('/') + 1));
  }

  std::string file_;
  std::vector<PolicyUpstream> upstreams_;
  std::set<std::string, std::less<>> names_;
  std::set<std::string, std::less<>> urls_;
};

}  // namespace

Result<std::vector<PolicyUpstream>> ReadUpstreams(std::string_view file, const DataNode& node) {
  Reader reader(file);
  if (node.kind != DataNode::Kind::kList) return reader.At(node, "`upstreams` is a list");
  if (node.items.size() > kMaxUpstreams) {
    return reader.At(node, "more than " + std::to_string(kMaxUpstreams) + " upstreams");
  }
  for (const DataNode& item : node.items) TRY(reader.Add(item));
  return std::move(reader).Finish();
}

Result<std::string> ReadReason(const DataNode& node) {
  if (node.kind != DataNode::Kind::kString || node.scalar.empty() ||
      node.scalar.size() > kMaxReasonBytes) {
    return Error{Errc::kInvalid,
                 "expected a reason of at most " + std::to_string(kMaxReasonBytes) + " bytes"};
  }
  return node.scalar;
}

}  // namespace headwater::config
