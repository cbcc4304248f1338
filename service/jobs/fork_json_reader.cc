// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/fork_json_reader.h"

#include <charconv>
#include <system_error>

#include "service/jobs/fork_facts_json.h"

namespace headwater::jobs::members {
namespace {

using request::Wrong;

// A byte that is no UTF-8 is written as four characters.
constexpr size_t kMaxReadBytes = 4 * kMaxForkTextBytes;

}  // namespace

Status Take(const std::string& name, const DataNode& node, Untrusted& text) {
  std::string read = TRY(request::String(name, node));
  if (read.size() > kMaxReadBytes) return Wrong(name, "a text of at most 4,096 bytes");
  text = Untrusted(std::move(read));
  return Ok{};
}

Status Take(const std::string& name, const DataNode& node, bool& flag) {
  flag = TRY(request::Flag(name, node));
  return Ok{};
}

Status Take(const std::string& name, const DataNode& node, uint64_t& number) {
  number = TRY(request::Number(name, node));
  return Ok{};
}

Status Take(const std::string& name, const DataNode& node, double& share) {
  const char* const end = node.scalar.data() + node.scalar.size();
  const auto [at, error] = std::from_chars(node.scalar.data(), end, share);
  const bool is_number =
      node.kind == DataNode::Kind::kInteger || node.kind == DataNode::Kind::kFloat;
  if (!is_number || error != std::errc{} || at != end || !(share >= 0 && share <= 1)) {
    return Wrong(name, "a number from 0 to 1");
  }
  return Ok{};
}

Status Take(const std::string& name, const DataNode& node, CommitId& commit) {
  commit = TRY(request::Id(name, node));
  return Ok{};
}

Status Take(const std::string& name, const DataNode& node, BlobId& blob) {
  // It is written as a commit's is.
  blob.bytes = TRY(request::Id(name, node)).bytes;
  return Ok{};
}

Status Take(const std::string& name, const DataNode& node, std::string& text) {
  Untrusted read;
  TRY(Take(name, node, read));
  text = read.bytes();
  return Ok{};
}

Status Take(const std::string& name, const DataNode& node, PartitionName& partition) {
  return Take(name, node, partition.text);
}

Status Take(const std::string& name, const DataNode& node, std::chrono::sys_seconds& time) {
  time = TRY(request::Time(name, node));
  return Ok{};
}

Status Take(const std::string& name, const DataNode& node, Literal& gap) {
  const auto* const found = std::ranges::find_if(
      kForkGaps, [&node](const Literal& word) { return word.view() == node.scalar; });
  if (node.kind != DataNode::Kind::kString || (!node.scalar.empty() && found == kForkGaps.end())) {
    return Wrong(name, "`under-way`, `unreachable`, `too-large` or nothing");
  }
  gap = node.scalar.empty() ? Literal() : *found;
  return Ok{};
}

Status Take(const std::string& /*name*/, const DataNode& node, ForkFacts& facts) {
  facts = TRY(ReadForkFacts(node));
  return Ok{};
}

}  // namespace headwater::jobs::members
