// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "headwater/http.h"
#include "service/http/request_head.h"

namespace headwater::http {

/// Reads requests from the bytes of one connection, without I/O or a clock. What it says depends on
/// the bytes alone, never on how they were cut into pieces. It keeps at most one head and one body
/// as long as announced; a finished reader holds no memory of the request it gave away.
///
///   kHead --(empty line)--> kHeadRead --AcceptBody()--> kBody --> kComplete --Take()--> kHead
///   any of the first two steps may end in kRefused, which nothing leaves.
class RequestReader {
 public:
  enum class State { kHead, kHeadRead, kBody, kComplete, kRefused };

  explicit RequestReader(const RequestLimits& limits) : limits_(&limits) {}

  State state() const { return state_; }
  /// Whether a request has begun.
  bool has_begun() const { return state_ != State::kHead || !pending_.empty(); }
  /// From kHeadRead on. The body is what has come of it so far.
  const RequestHead& head() const { return head_; }
  HttpRequest& request() { return head_.request; }
  /// In kRefused.
  const Refusal& refusal() const { return refusal_; }

  /// Takes bytes and says how many: it stops where the head ends and where the request ends.
  /// Takes none in kHeadRead, kComplete and kRefused.
  size_t Feed(std::string_view bytes);

  /// In kHeadRead: the body may come. Without one the request is complete.
  void AcceptBody();

  /// Forgets everything, in any state, and holds no memory any more.
  void Reset();

  /// In kComplete: gives the request away and is ready for the next.
  HttpRequest Take();

 private:
  size_t FeedHead(std::string_view bytes);
  size_t FeedBody(std::string_view bytes);
  /// Judges every whole line of pending_ and says where the last one ended. No line ends before
  /// `searched`, so slow bytes are not searched again and again.
  size_t ReadLines(size_t searched);
  void ReadLine(std::string_view line);
  void Refuse(const std::optional<Refusal>& refusal);

  const RequestLimits* limits_;  ///< Of the listener, which outlives its connections.
  State state_ = State::kHead;
  std::string pending_;    ///< The head so far.
  size_t line_begin_ = 0;  ///< In pending_: the first line that is not whole yet.
  bool has_request_line_ = false;
  RequestHead head_;
  Refusal refusal_;
};

}  // namespace headwater::http
