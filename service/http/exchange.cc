// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/http/exchange.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "service/http/text.h"

namespace headwater::http {
namespace {

using Phase = Connection::Phase;

/// A read of this size takes a whole delivery (some 10 kB) at once and a large body in few steps.
constexpr size_t kReadBytes = size_t{64} << 10U;

constexpr Refusal kBroken = {400, "The request ends too early."};
constexpr Refusal kTooSlow = {408, "The request came too slowly."};
constexpr Refusal kTooMuch = {503, "Too many bodies are being received."};

}  // namespace

Exchange::Exchange(const ListenerParts& parts, Poller poller)
    : parts_(parts),
      poller_(std::move(poller)),
      table_(parts.options.connections),
      buffer_(kReadBytes) {}

void Exchange::Open(Descriptor socket, const Address& source, bool is_proxy) {
  Connection& connection = table_.Add(Connection(std::move(socket), source, parts_.options.limits));
  connection.is_proxy = is_proxy;
  connection.interest = EPOLLIN;
  ++parts_.counters.connections;
  ++parts_.counters.open;
  Enter(connection, Phase::kReading, parts_.options.deadlines.head);
  if (!poller_.Add(connection.socket, EPOLLIN, connection.id).ok()) Close(connection);
}

void Exchange::OnEvents(Connection& connection, uint32_t events) {
  switch (connection.phase) {
    case Phase::kReading:
    case Phase::kLingering:
      return Read(connection);
    case Phase::kWriting:
      return Write(connection);
    case Phase::kHandling:
      break;
  }
  // What comes while a handler has the request is left to the kernel. A broken connection cannot be
  // left there: epoll would tell of it again and again.
  connection.is_gone = (events & (EPOLLHUP | EPOLLERR)) != 0;
  if (!connection.is_gone) return Watch(connection, 0);
  poller_.Remove(connection.socket);
}

void Exchange::Read(Connection& connection) {
  const Transfer read = Receive(connection.socket, buffer_);
  if (read.outcome == Transfer::Outcome::kWouldBlock) return;
  const bool is_over = read.outcome == Transfer::Outcome::kEnded;
  if (connection.phase == Phase::kLingering) {
    connection.thrown_away += read.bytes;
    // As much as a body that is taken, so that refusing costs no more than accepting.
    const bool is_too_much = connection.thrown_away > parts_.options.limits.body_bytes;
    if (is_over || is_too_much) Close(connection);
    return;
  }
  if (is_over) return OnEnd(connection);
  Consume(connection, {buffer_.data(), read.bytes});
}

void Exchange::Consume(Connection& connection, std::string_view bytes) {
  if (connection.is_kept) {
    connection.is_kept = false;
    Enter(connection, Phase::kReading, parts_.options.deadlines.head);
  }
  using State = RequestReader::State;
  while (true) {
    const bool in_body = connection.reader.state() == State::kBody;
    const size_t taken = connection.reader.Feed(bytes);
    bytes.remove_prefix(taken);
    if (in_body && !OnBody(connection, taken)) return;
    switch (connection.reader.state()) {
      case State::kHeadRead:
        if (!OnHead(connection)) return;
        break;
      case State::kComplete:
        connection.form.closes |= !bytes.empty();
        return OnRequest(connection);
      case State::kRefused:
        return Refuse(connection, ToResponse(connection.reader.refusal()));
      case State::kHead:
      case State::kBody:
        if (bytes.empty()) return;
        break;
    }
  }
}

bool Exchange::OnHead(Connection& connection) {
  HttpRequest& request = connection.reader.request();
  const RequestHead& head = connection.reader.head();
  request.peer = PeerOf(connection).Text();
  connection.form = {.head_only = request.method == "HEAD", .closes = head.closes || is_draining_};
  if (const std::optional<HttpResponse> answer = AskScreen(parts_.handler, request)) {
    if (answer->authenticated) table_.MarkAuthenticated(connection);
    Refuse(connection, *answer);
    return false;
  }
  if (head.expects_continue && head.body_bytes > 0 && !SendContinue(connection)) return false;
  connection.reader.AcceptBody();
  Enter(connection, Phase::kReading, parts_.options.deadlines.body);
  return true;
}

bool Exchange::SendContinue(Connection& connection) {
  // Nothing else is unsent, so these few bytes fit, or the connection is broken.
  const Transfer sent = Send(connection.socket, kContinue);
  if (sent.bytes == kContinue.size()) return true;
  Close(connection);
  return false;
}

bool Exchange::OnBody(Connection& connection, size_t bytes) {
  connection.body_bytes += bytes;
  body_bytes_ += bytes;
  if (body_bytes_ <= parts_.options.bodies_in_flight) return true;
  Refuse(connection, ToResponse(kTooMuch));
  return false;
}

void Exchange::OnRequest(Connection& connection) {
  ++parts_.counters.requests;
  connection.phase = Phase::kHandling;
  connection.deadline = SteadyTime::max();
  parts_.pool.Push({connection.id, connection.reader.Take(), connection.form});
}

void Exchange::OnEnd(Connection& connection) {
  // A sender that only ended its sending is told what is wrong.
  if (connection.IsIdle()) return Close(connection);
  Refuse(connection, ToResponse(kBroken));
}

Address Exchange::PeerOf(const Connection& connection) const {
  if (!connection.is_proxy || parts_.options.proxy_header.empty()) return connection.source;
  const HttpHeaders& headers = connection.reader.head().request.headers;
  const auto last = std::find_if(headers.rbegin(), headers.rend(), [&](const HttpHeader& header) {
    return SameText(header.name, parts_.options.proxy_header);
  });
  if (last == headers.rend()) return connection.source;
  // Values before the last were written by whoever spoke to the proxy.
  const std::string_view list = last->value;
  const size_t comma = list.rfind(',');
  const auto value = comma == std::string_view::npos ? list : list.substr(comma + 1);
  return Address::Parse(Trim(value)).value_or(connection.source);
}

void Exchange::Refuse(Connection& connection, const HttpResponse& response) {
  ++parts_.counters.refused;
  // What was read of it is of no use, and its memory is others'.
  connection.reader.Reset();
  body_bytes_ -= std::exchange(connection.body_bytes, 0);
  connection.form.closes = true;
  connection.answer = WriteAnswer(response, connection.form, SystemClock().Wall());
  Enter(connection, Phase::kWriting, parts_.options.deadlines.write);
  Write(connection);
}

void Exchange::SendAnswers() {
  for (HandlerPool::Done& done : parts_.pool.Take()) {
    Connection* connection = table_.Find(done.connection);
    if (connection == nullptr) continue;
    body_bytes_ -= std::exchange(connection->body_bytes, 0);
    if (done.authenticated) table_.MarkAuthenticated(*connection);
    connection->form = done.form;
    connection->form.closes |= is_draining_;
    connection->answer = std::move(done.answer);
    Enter(*connection, Phase::kWriting, parts_.options.deadlines.write);
    if (connection->is_gone) {
      Close(*connection);
    } else {
      Write(*connection);
    }
  }
}

void Exchange::Write(Connection& connection) {
  const std::string_view rest = std::string_view(connection.answer).substr(connection.sent);
  const Transfer sent = Send(connection.socket, rest);
  if (sent.outcome == Transfer::Outcome::kEnded) return Close(connection);
  connection.sent += sent.bytes;
  if (connection.sent < connection.answer.size()) return Watch(connection, EPOLLOUT);
  OnWritten(connection);
}

void Exchange::OnWritten(Connection& connection) {
  Release(connection.answer);
  connection.sent = 0;
  if (connection.form.closes) {
    EndSending(connection.socket);
    Enter(connection, Phase::kLingering, parts_.options.deadlines.linger);
  } else {
    connection.is_kept = true;
    Enter(connection, Phase::kReading, parts_.options.deadlines.idle);
  }
  Watch(connection, EPOLLIN);
}

void Exchange::CloseExpired() {
  if (now_ < next_deadline_) return;
  const ConnectionTable::Expiry expiry = table_.FindExpired(now_);
  next_deadline_ = expiry.next;
  for (const uint64_t id : expiry.expired) {
    Connection& connection = *table_.Find(id);
    const bool is_answered = connection.phase == Phase::kLingering || connection.is_kept;
    if (!is_answered) ++parts_.counters.expired;
    if (connection.phase == Phase::kReading && !connection.IsIdle()) {
      Refuse(connection, ToResponse(kTooSlow));
    } else {
      Close(connection);
    }
  }
}

void Exchange::BeginDrain() {
  is_draining_ = true;
  for (const uint64_t id : table_.Ids()) {
    Connection& connection = *table_.Find(id);
    if (connection.phase == Phase::kHandling || connection.phase == Phase::kWriting) {
      connection.form.closes = true;
    } else if (connection.IsIdle()) {
      // Its request may be in the kernel's buffer, or have come while we were busy.
      Read(connection);
    }
  }
  for (const uint64_t id : table_.Ids()) {
    Connection& connection = *table_.Find(id);
    if (connection.IsIdle()) Close(connection);
  }
}

void Exchange::Enter(Connection& connection, Phase phase, std::chrono::milliseconds at_most) {
  connection.phase = phase;
  connection.since = now_;
  connection.deadline = now_ + at_most;
  next_deadline_ = std::min(next_deadline_, connection.deadline);
}

void Exchange::Watch(Connection& connection, uint32_t events) {
  if (connection.interest == events) return;
  connection.interest = events;
  poller_.Change(connection.socket, events, connection.id);
}

void Exchange::Close(Connection& connection) {
  body_bytes_ -= connection.body_bytes;
  --parts_.counters.open;
  table_.Remove(connection.id);
}

}  // namespace headwater::http
