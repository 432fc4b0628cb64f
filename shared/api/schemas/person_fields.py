"""What several answers say of a student, her school or an account, by the names they all use."""

from shared.domain.account import Account
from shared.domain.person import Student
from shared.domain.school import School


def identity_fields(student: Student, school: School) -> dict[str, object]:
    """Who she is; `school` is hers, whose MEF it is."""
    return {
        "account_id": student.account.account_id,
        "family_name": student.display_name,
        "first_name": student.first_name,
        "mef_code": student.mef_code,
        "mef_label": school.mef_label(student.mef_code),
    }


def class_fields(student: Student, school: School) -> dict[str, object]:
    """For her own school only: other schools do not know her class (guide §4)."""
    return {
        "school_class": student.school_class,
        "class_label": school.class_label(student.school_class),
    }


def home_fields(home: School) -> dict[str, object]:
    """For a school that hosts her: where she comes from."""
    return {"home_school": home.uai, "home_school_name": home.display_name}


def email_confirmed(account: Account) -> bool:
    """Whether the holder can reset her password by herself, by e-mail (guide §3.4, §5.4)."""
    return bool(account.account_email)


def account_fields(account: Account) -> dict[str, object]:
    """Where the account stands. No password in it, by rule."""
    return {
        "username": account.username,
        "status": account.status,
        "origin": account.origin,
        "notified_at": account.notified_at,
        "last_sign_in_at": account.last_sign_in_at,
    }
