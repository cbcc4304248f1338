// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/http/handler_pool.h"

#include <exception>
#include <utility>

#include "headwater/clock.h"
#include "headwater/log.h"

namespace headwater::http {
namespace {

constexpr int kInternalError = 500;

/// The barrier between handlers and the server: what is thrown costs one request.
template <typename Call>
bool Survives(Call&& call) {
  try {
    call();
    return true;
  } catch (const std::exception& thrown) {
    Log(LogLevel::kError, "handler_threw", {{"what", Untrusted(thrown.what())}});
  } catch (...) {
    Log(LogLevel::kError, "handler_threw");
  }
  return false;
}

HttpResponse Failure() {
  HttpResponse failure;
  failure.status = kInternalError;
  return failure;
}

HandlerPool::Done Answer(HttpHandler& handler, const HandlerPool::Work& work) {
  HandlerPool::Done done{.connection = work.connection, .answer = {}, .form = work.form};
  const bool survived = Survives([&] {
    const HttpResponse response = handler.Handle(work.request);
    done.answer = WriteAnswer(response, done.form, SystemClock().Wall());
    done.authenticated = response.authenticated;
  });
  if (survived) return done;
  done.form.closes = true;
  done.answer = WriteAnswer(Failure(), done.form, SystemClock().Wall());
  return done;
}

}  // namespace

std::optional<HttpResponse> AskScreen(HttpHandler& handler, const HttpRequest& head) {
  std::optional<HttpResponse> answer;
  if (!Survives([&] { answer = handler.Screen(head); })) return Failure();
  return answer;
}

HandlerPool::HandlerPool(size_t threads, HttpHandler& handler, const Wakeup& wakeup)
    : handler_(&handler), wakeup_(&wakeup) {
  threads_.reserve(threads);
  for (size_t i = 0; i < threads; ++i) {
    threads_.emplace_back([this](const std::stop_token& stop) { Run(stop); });
  }
}

HandlerPool::~HandlerPool() {
  for (std::jthread& thread : threads_) thread.request_stop();
}

void HandlerPool::Push(Work work) {
  {
    const std::lock_guard lock(work_mutex_);
    work_.push_back(std::move(work));
  }
  work_ready_.notify_one();
}

std::vector<HandlerPool::Done> HandlerPool::Take() {
  const std::lock_guard lock(done_mutex_);
  return std::exchange(done_, {});
}

void HandlerPool::Run(const std::stop_token& stop) {
  while (std::optional<Work> work = Next(stop)) {
    Done done = Answer(*handler_, *work);
    work.reset();  // its body is counted as in flight until the answer is taken
    Finish(std::move(done));
  }
}

std::optional<HandlerPool::Work> HandlerPool::Next(const std::stop_token& stop) {
  std::unique_lock lock(work_mutex_);
  if (!work_ready_.wait(lock, stop, [this] { return !work_.empty(); })) return std::nullopt;
  if (stop.stop_requested()) return std::nullopt;
  std::optional<Work> work(std::move(work_.front()));
  work_.pop_front();
  return work;
}

void HandlerPool::Finish(Done done) {
  bool is_first = false;
  {
    const std::lock_guard lock(done_mutex_);
    is_first = done_.empty();
    done_.push_back(std::move(done));
  }
  if (is_first) wakeup_->Signal();
}

}  // namespace headwater::http
