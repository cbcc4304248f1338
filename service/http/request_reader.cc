// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/http/request_reader.h"

#include <algorithm>
#include <utility>

#include "service/http/text.h"

namespace headwater::http {
namespace {

/// Memory for a body grows with what has come until then, and is taken at once from then on: an
/// announced length alone must cost nothing, and doubling a large body would cost twice.
constexpr size_t kGrowUntilBytes = size_t{1} << 20U;

}  // namespace

size_t RequestReader::Feed(std::string_view bytes) {
  if (state_ == State::kHead) return FeedHead(bytes);
  if (state_ == State::kBody) return FeedBody(bytes);
  return 0;
}

size_t RequestReader::FeedHead(std::string_view bytes) {
  const size_t before = pending_.size();
  const size_t taken = std::min(bytes.size(), limits_->head_bytes - before);
  pending_.append(bytes.substr(0, taken));
  const size_t end = ReadLines(before);
  if (state_ == State::kHeadRead) {
    Release(pending_);
    return end - before;
  }
  if (state_ == State::kHead && pending_.size() == limits_->head_bytes) {
    Refuse(Refusal{431, "The head is too long."});
  }
  return taken;
}

size_t RequestReader::ReadLines(size_t searched) {
  while (state_ == State::kHead) {
    const size_t end = pending_.find('\n', searched);
    if (end == std::string::npos) break;
    const std::string_view line = std::string_view(pending_).substr(line_begin_, end - line_begin_);
    if (line.empty() || line.back() != '\r') {
      Refuse(Refusal{400, "A line does not end with CR LF."});
      break;
    }
    searched = line_begin_ = end + 1;
    ReadLine(line.substr(0, line.size() - 1));
  }
  return line_begin_;
}

void RequestReader::ReadLine(std::string_view line) {
  if (!has_request_line_) {
    has_request_line_ = true;
    return Refuse(ParseRequestLine(line, *limits_, head_));
  }
  if (!line.empty()) return Refuse(ParseHeaderLine(line, *limits_, head_));
  state_ = State::kHeadRead;
  Refuse(FinishHead(*limits_, head_));
}

void RequestReader::Refuse(const std::optional<Refusal>& refusal) {
  if (!refusal) return;
  Reset();
  refusal_ = *refusal;
  state_ = State::kRefused;
}

void RequestReader::AcceptBody() {
  state_ = head_.body_bytes == 0 ? State::kComplete : State::kBody;
}

size_t RequestReader::FeedBody(std::string_view bytes) {
  std::string& body = head_.request.body;
  const auto announced = static_cast<size_t>(head_.body_bytes);
  const size_t taken = std::min(bytes.size(), announced - body.size());
  if (body.size() + taken > kGrowUntilBytes) body.reserve(announced);
  body.append(bytes.substr(0, taken));
  if (body.size() == announced) state_ = State::kComplete;
  return taken;
}

HttpRequest RequestReader::Take() {
  HttpRequest request = std::move(head_.request);
  Reset();
  return request;
}

void RequestReader::Reset() {
  Release(pending_);
  Release(head_.request.body);
  head_ = RequestHead();
  has_request_line_ = false;
  line_begin_ = 0;
  state_ = State::kHead;
}

}  // namespace headwater::http
